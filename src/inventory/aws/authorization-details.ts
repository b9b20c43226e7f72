// SPDX-License-Identifier: Apache-2.0
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPolicy, AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { at, count, type Fields, fields, known, list, moment, text } from '../values.ts';
import { oneOrMany, policyDocument, statementsOf } from './policy.ts';

/** Policies of AWS whose text everybody knows: exports with a filter leave them out. */
export const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

type Where = (path: DocumentPath) => Provenance;

export function policyItem(
  id: string,
  name: string,
  statements: readonly AwsStatement[],
  where: Provenance,
  type: AwsPolicy['type'] = 'identity',
): AwsPolicy {
  return { kind: 'aws.policy', id, provider: 'aws', where, type, name, statements };
}

export function administratorPolicy(where: Provenance): AwsPolicy {
  const statements = statementsOf(everything, undefined);
  return policyItem(`aws:policy:${administratorAccess}`, 'AdministratorAccess', statements, where);
}

/** Managed policies, each with the statements of its default version. */
function managedPolicies(root: Fields, where: Where): ReadonlyMap<string, AwsPolicy> {
  return new Map(
    list(at(root, 'Policies')).flatMap((value, index): [string, AwsPolicy][] => {
      const policy = fields(value);
      const arn = text(at(policy, 'Arn'));
      if (arn === undefined) return [];
      const versions = list(at(policy, 'PolicyVersionList')).map(fields);
      const number = versions.findIndex((it) => at(it, 'IsDefaultVersion') === true);
      const raw = at(versions[number] ?? {}, 'Document');
      const document = policyDocument(raw);
      if (document === undefined) return [];
      const path = ['Policies', index, 'PolicyVersionList', number, 'Document'];
      const statements = statementsOf(document, typeof raw === 'string' ? undefined : path);
      return [[arn, policyItem(`aws:policy:${arn}`, text(at(policy, 'PolicyName')) ?? arn, statements, where(path))]];
    }),
  );
}

interface Given {
  /** Ids of policies. */
  readonly policies: readonly string[];
  readonly unresolved: readonly string[];
  /** Policies that only this principal or group has. */
  readonly own: readonly AwsPolicy[];
}

/** A principal's own and attached policies. */
function given(
  principal: Fields,
  path: DocumentPath,
  inline: string,
  managed: ReadonlyMap<string, AwsPolicy>,
  where: Where,
): Given {
  const arn = text(at(principal, 'Arn')) ?? '';
  const unresolved: string[] = [];
  const own = list(at(principal, inline)).flatMap((value, index): readonly AwsPolicy[] => {
    const it = fields(value);
    const raw = at(it, 'PolicyDocument');
    const name = text(at(it, 'PolicyName')) ?? 'inline';
    const document = policyDocument(raw);
    const place = [...path, inline, index, 'PolicyDocument'];
    if (document === undefined) {
      unresolved.push(name);
      return [];
    }
    // Groups of exports without an ARN are told apart by where they stand.
    const holder = arn === '' ? place.join('/') : arn;
    const statements = statementsOf(document, typeof raw === 'string' ? undefined : place);
    return [policyItem(`aws:policy:${holder}#${name}`, name, statements, where(place))];
  });
  const attached = list(at(principal, 'AttachedManagedPolicies')).flatMap((value, index): readonly AwsPolicy[] => {
    const it = fields(value);
    const policyArn = text(at(it, 'PolicyArn')) ?? '';
    const policy = managed.get(policyArn);
    if (policy !== undefined) return [policy];
    const place = [...path, 'AttachedManagedPolicies', index];
    if (policyArn === administratorAccess) {
      return [administratorPolicy(where(place))];
    }
    unresolved.push(text(at(it, 'PolicyName')) ?? policyArn);
    return [];
  });
  return { policies: [...own, ...attached].map((it) => it.id), unresolved, own: [...own, ...attached] };
}

/** Tags by name, where the export holds them. */
function tagsOf(it: Fields): Readonly<Record<string, string>> | undefined {
  if (!Object.hasOwn(it, 'Tags')) return undefined;
  return Object.fromEntries(
    list(at(it, 'Tags')).flatMap((value): [string, string][] => {
      const tag = fields(value);
      const key = text(at(tag, 'Key'));
      const own = at(tag, 'Value');
      return key === undefined || typeof own !== 'string' ? [] : [[key, own.slice(0, 256)]];
    }),
  );
}

function trustOf(role: Fields, path: DocumentPath): readonly AwsStatement[] | undefined {
  const raw = at(role, 'AssumeRolePolicyDocument');
  const document = policyDocument(raw);
  if (document === undefined) return undefined;
  if (typeof raw !== 'string') return statementsOf(document, [...path, 'AssumeRolePolicyDocument']);
  return statementsOf(document, undefined).map((it) => ({ ...it, path }));
}

/** `aws iam get-account-authorization-details`: users, groups, roles and their policies. */
export const awsAuthorizationDetails: InventoryReader = {
  id: 'aws.authorization-details',
  title: 'Users, groups, roles and policies of an AWS account',
  how: '`aws iam get-account-authorization-details > details.json`',
  claims: ({ path, head }) => /\.json$/i.test(path) && /"(?:UserDetailList|RoleDetailList)"\s*:/.test(head),
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents()) {
      const root = fields(value);
      const where = (path: DocumentPath): Provenance => context.where({ document: index, path });
      const managed = managedPolicies(root, where);
      yield* managed.values();
      const groups = new Map(
        list(at(root, 'GroupDetailList')).map((it, number) => {
          const group = fields(it);
          return [
            text(at(group, 'GroupName')) ?? '',
            {
              arn: text(at(group, 'Arn')),
              ...given(group, ['GroupDetailList', number], 'GroupPolicyList', managed, where),
            },
          ] as const;
        }),
      );
      for (const [number, it] of list(at(root, 'UserDetailList')).entries()) {
        const user = fields(it);
        const own = given(user, ['UserDetailList', number], 'UserPolicyList', managed, where);
        const shared = oneOrMany(at(user, 'GroupList')).map(
          (name) => groups.get(name) ?? { arn: undefined, policies: [], unresolved: [`group ${name}`], own: [] },
        );
        const arns = shared.flatMap((it) => it.arn ?? []);
        yield* principalItems(user, 'user', [own, ...shared], where(['UserDetailList', number]), arns);
      }
      for (const [number, it] of list(at(root, 'RoleDetailList')).entries()) {
        const role = fields(it);
        const own = given(role, ['RoleDetailList', number], 'RolePolicyList', managed, where);
        yield* principalItems(role, 'role', [own], where(['RoleDetailList', number]), []);
      }
      for (const kind of ['aws.principal', 'identity'] as const)
        context.collected({
          kind,
          provider: 'aws',
          complete: at(root, 'IsTruncated') !== true,
          ...(at(root, 'IsTruncated') === true ? { note: 'the answer was cut: collect all pages' } : {}),
        });
    }
  },
};

function* principalItems(
  it: Fields,
  type: 'user' | 'role',
  all: readonly Given[],
  where: Provenance,
  groups: readonly string[],
): Iterable<Item> {
  const arn = text(at(it, 'Arn'));
  const name = text(at(it, type === 'user' ? 'UserName' : 'RoleName'));
  if (arn === undefined || name === undefined) return;
  const created = moment(at(it, 'CreateDate'));
  const used = fields(at(it, 'RoleLastUsed'));
  const last = moment(at(used, 'LastUsedDate'));
  // AWS keeps 400 days of a role's use: an empty answer says that there was none in them.
  const lastUsed =
    type === 'role' && Object.hasOwn(it, 'RoleLastUsed')
      ? last === undefined
        ? { never: true as const }
        : { at: last }
      : undefined;
  // What a user is, a person or a machine, only the credential report tells; without it, see relate-aws.ts.
  if (type === 'role') {
    yield {
      kind: 'identity',
      id: `aws:role:${arn}`,
      provider: 'aws',
      where,
      type,
      name,
      ...known({ created, lastUsed }),
    };
  }
  for (const one of all) yield* one.own;
  const boundary = text(at(fields(at(it, 'PermissionsBoundary')), 'PermissionsBoundaryArn'));
  const profiles = list(at(it, 'InstanceProfileList')).flatMap((one) => text(at(fields(one), 'Arn')) ?? []);
  const principal: AwsPrincipal = {
    kind: 'aws.principal',
    id: `aws:${type}:${arn}`,
    provider: 'aws',
    where,
    type,
    name,
    arn,
    account: arn.split(':')[4] ?? '',
    serviceLinked: /:role\/(?:aws-service-role|aws-reserved)\//.test(arn),
    policies: [...new Set(all.flatMap((one) => one.policies))],
    unresolved: [...new Set(all.flatMap((one) => one.unresolved))],
    ...known({
      boundary: boundary === undefined ? undefined : `aws:policy:${boundary}`,
      groups: groups.length === 0 ? undefined : groups,
      tags: tagsOf(it),
      trust: type === 'role' ? trustOf(it, where.path ?? []) : undefined,
      maxSessionSeconds: count(at(it, 'MaxSessionDuration')),
      profiles: type === 'role' ? profiles : undefined,
    }),
  };
  yield principal;
}
