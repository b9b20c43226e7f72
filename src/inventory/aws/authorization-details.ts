// SPDX-License-Identifier: Apache-2.0
import type { AwsPrincipal, AwsTrust } from '../../model/inventory/aws.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { at, count, type Fields, fields, known, list, moment, text } from '../values.ts';
import { oneOrMany, policyDocument, type Statement, statementsOf } from './policy.ts';
import { powersOf } from './powers.ts';

const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Attached policies by ARN, with the statements of their default version; undefined where the text is not there. */
type Managed = ReadonlyMap<string, readonly Statement[] | undefined>;

function managedPolicies(root: Fields): Managed {
  return new Map(
    list(at(root, 'Policies')).flatMap((value, index): [string, readonly Statement[] | undefined][] => {
      const policy = fields(value);
      const arn = text(at(policy, 'Arn'));
      if (arn === undefined) return [];
      const versions = list(at(policy, 'PolicyVersionList')).map(fields);
      const number = versions.findIndex((it) => at(it, 'IsDefaultVersion') === true);
      const document = policyDocument(at(versions[number] ?? {}, 'Document'));
      const path = ['Policies', index, 'PolicyVersionList', number, 'Document'];
      return [
        [arn, document === undefined ? undefined : statementsOf(document, text(at(policy, 'PolicyName')) ?? arn, path)],
      ];
    }),
  );
}

interface Given {
  readonly statements: readonly Statement[];
  readonly unresolved: readonly string[];
}

/** Statements of a principal's own and attached policies. */
function given(principal: Fields, path: DocumentPath, inline: string, managed: Managed): Given {
  const own = list(at(principal, inline)).flatMap((value, index) => {
    const it = fields(value);
    const document = policyDocument(at(it, 'PolicyDocument'));
    return document === undefined
      ? []
      : statementsOf(document, text(at(it, 'PolicyName')) ?? 'inline', [...path, inline, index, 'PolicyDocument']);
  });
  const unresolved: string[] = [];
  const attached = list(at(principal, 'AttachedManagedPolicies')).flatMap((value, index): readonly Statement[] => {
    const arn = text(at(fields(value), 'PolicyArn')) ?? '';
    const statements = managed.get(arn);
    if (statements !== undefined) return statements;
    const place = [...path, 'AttachedManagedPolicies', index];
    if (arn === administratorAccess) {
      return statementsOf(
        { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        'AdministratorAccess',
        undefined,
      ).map((it) => ({ ...it, path: place }));
    }
    unresolved.push(text(at(fields(value), 'PolicyName')) ?? arn);
    return [];
  });
  return { statements: [...own, ...attached], unresolved };
}

function trustOf(role: Fields, path: DocumentPath): readonly AwsTrust[] | undefined {
  const raw = at(role, 'AssumeRolePolicyDocument');
  const document = policyDocument(raw);
  if (document === undefined) return undefined;
  const statement = at(document, 'Statement');
  const many = Array.isArray(statement);
  return (many ? list(statement) : [statement]).flatMap((value, index) => {
    const it = fields(value);
    if (at(it, 'Effect') !== 'Allow') return [];
    const principal = at(it, 'Principal');
    const conditions = Object.entries(fields(at(it, 'Condition'))).flatMap(([operator, keys]) =>
      Object.entries(fields(keys)).map(([key, values]) => ({ operator, key, values: oneOrMany(values) })),
    );
    const rest = {
      actions: oneOrMany(at(it, 'Action')),
      conditions,
      path:
        typeof raw === 'string' ? path : [...path, 'AssumeRolePolicyDocument', 'Statement', ...(many ? [index] : [])],
    };
    if (principal === '*') return [{ type: 'anyone', principal: '*', ...rest } as const];
    return Object.entries(fields(principal)).flatMap(([type, values]) =>
      oneOrMany(values).map((one): AwsTrust => {
        if (one === '*') return { type: 'anyone', principal: '*', ...rest };
        return {
          type: type === 'Service' ? 'service' : type === 'Federated' ? 'federated' : 'aws',
          principal: one,
          ...rest,
        };
      }),
    );
  });
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
      const managed = managedPolicies(root);
      const where = (path: DocumentPath): Provenance => context.where({ document: index, path });
      const groups = new Map(
        list(at(root, 'GroupDetailList')).map((it, number) => {
          const group = fields(it);
          return [
            text(at(group, 'GroupName')) ?? '',
            given(group, ['GroupDetailList', number], 'GroupPolicyList', managed),
          ] as const;
        }),
      );
      for (const [number, it] of list(at(root, 'UserDetailList')).entries()) {
        const user = fields(it);
        const own = given(user, ['UserDetailList', number], 'UserPolicyList', managed);
        const shared = oneOrMany(at(user, 'GroupList')).flatMap((name) => groups.get(name) ?? []);
        yield* principalItems(user, 'user', [own, ...shared], where(['UserDetailList', number]));
      }
      for (const [number, it] of list(at(root, 'RoleDetailList')).entries()) {
        const role = fields(it);
        const own = given(role, ['RoleDetailList', number], 'RolePolicyList', managed);
        yield* principalItems(role, 'role', [own], where(['RoleDetailList', number]));
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

function* principalItems(it: Fields, type: 'user' | 'role', all: readonly Given[], where: Provenance): Iterable<Item> {
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
    powers: powersOf(all.flatMap((one) => one.statements)),
    unresolved: [...new Set(all.flatMap((one) => one.unresolved))],
    bounded: Object.keys(fields(at(it, 'PermissionsBoundary'))).length > 0,
    ...known({
      trust: type === 'role' ? trustOf(it, where.path ?? []) : undefined,
      maxSessionSeconds: count(at(it, 'MaxSessionDuration')),
      profiles: type === 'role' ? profiles : undefined,
    }),
  };
  yield principal;
}
