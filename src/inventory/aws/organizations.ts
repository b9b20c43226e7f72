// SPDX-License-Identifier: Apache-2.0
// The policies of an organisation, and what they are attached to.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
import type { AwsTarget } from '../../model/inventory/aws-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader, ReadContext } from '../reader.ts';
import { at, below, type Fields, fields, known, list, text } from '../values.ts';
import { policyItem } from './authorization-details.ts';
import { policyDocument, statementsOf } from './policy.ts';

type Where = (path: readonly (string | number)[]) => Provenance;

const targetName = /(?:^|\/)(r-[0-9a-z]+|ou-[0-9a-z]+-[0-9a-z]+|\d{12})[.-][^/]*(policies|parents)[^/]*\.json$/i;
const types = { SERVICE_CONTROL_POLICY: 'service-control', RESOURCE_CONTROL_POLICY: 'resource-control' } as const;

function typeOf(value: unknown): (typeof types)[keyof typeof types] | undefined {
  return value === 'SERVICE_CONTROL_POLICY' || value === 'RESOURCE_CONTROL_POLICY' ? types[value] : undefined;
}

function target(id: string, where: Provenance, rest: Partial<AwsTarget> = {}): AwsTarget {
  return { kind: 'aws.target', id: `aws:target:${id}`, provider: 'aws', where, target: id, ...rest };
}

/** Policies that AWS keeps and that allow everything. */
const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

function* policies(root: Fields, of: string, where: Where): Iterable<Item> {
  const attached = list(at(root, 'Policies')).map(fields);
  const ids = (type: string): readonly string[] | undefined => {
    const found = attached.filter((it) => typeOf(at(it, 'Type')) === type);
    return found.length === 0 ? undefined : found.map((it) => `aws:policy:${text(at(it, 'Id')) ?? ''}`);
  };
  yield target(of, where([]), known({ controls: ids('service-control'), resourceControls: ids('resource-control') }));
  for (const [index, it] of attached.entries()) {
    const id = text(at(it, 'Id')) ?? '';
    const type = typeOf(at(it, 'Type'));
    if (type === undefined || !/^p-(?:FullAWSAccess|RCPFullAWSAccess)$/.test(id)) continue;
    yield policyItem(
      `aws:policy:${id}`,
      id.slice(2),
      statementsOf(everything, undefined),
      where(['Policies', index]),
      type,
    );
  }
}

function* policyText(root: Fields, where: Where): Iterable<Item> {
  const summary = below(root, 'Policy', 'PolicySummary');
  const id = text(at(summary, 'Id'));
  const type = typeOf(at(summary, 'Type'));
  const document = policyDocument(at(below(root, 'Policy'), 'Content'));
  if (id === undefined || type === undefined || document === undefined) return;
  const place = ['Policy', 'Content'];
  const statements = statementsOf(document, undefined).map((it) => ({ ...it, path: place }));
  yield policyItem(`aws:policy:${id}`, text(at(summary, 'Name')) ?? id, statements, where(place), type);
}

/** The organisation stands in the ARN of each of its accounts: `arn:aws:organizations::MANAGEMENT:account/o-ID/ACCOUNT`. */
function* accounts(root: Fields, where: Where): Iterable<Item> {
  for (const [index, value] of list(at(root, 'Accounts')).entries()) {
    const arn = text(at(fields(value), 'Arn')) ?? '';
    const [, management, organization, account] =
      /^arn:[^:]+:organizations::(\d{12}):account\/(o-[0-9a-z]+)\/(\d{12})$/.exec(arn) ?? [];
    if (management === undefined || organization === undefined || account === undefined) continue;
    yield target(account, where(['Accounts', index]));
    yield {
      kind: 'aws.organization',
      id: `aws:organization:${organization}`,
      provider: 'aws',
      where: where(['Accounts', index]),
      organization,
      managementAccount: management,
    };
  }
}

function* read(root: Fields, path: string, where: Where): Iterable<Item> {
  yield* policyText(root, where);
  yield* accounts(root, where);
  const organization = text(at(below(root, 'Organization'), 'Id'));
  if (organization !== undefined) {
    yield {
      kind: 'aws.organization',
      id: `aws:organization:${organization}`,
      provider: 'aws',
      where: where(['Organization']),
      organization,
      ...known({ managementAccount: text(at(below(root, 'Organization'), 'MasterAccountId')) }),
    };
  }
  const [, of, what] = targetName.exec(path) ?? [];
  if (of === undefined) return;
  if (what?.toLowerCase() === 'policies') yield* policies(root, of, where);
  const parent = text(at(fields(list(at(root, 'Parents'))[0]), 'Id'));
  if (parent !== undefined) yield target(of, where(['Parents', 0]), { parent });
}

/** Answers of AWS Organizations. Which target an answer is about stands only in the name of its file. */
export const awsOrganizations: InventoryReader = {
  id: 'aws.organizations',
  title: 'Service and resource control policies of an AWS organisation, and what they are attached to',
  how: '`aws organizations list-accounts > accounts.json`; for each account, unit and root `aws organizations list-policies-for-target --target-id ID --filter SERVICE_CONTROL_POLICY > ID.policies.json` and `aws organizations list-parents --child-id ID > ID.parents.json`; for each policy `aws organizations describe-policy --policy-id ID > ID.json`',
  claims: ({ path, head }) =>
    /\.json$/i.test(path) &&
    (/"PolicySummary"\s*:/.test(head) ||
      /"arn:[^":]+:organizations::\d{12}:(?:account|organization)\/o-/.test(head) ||
      (targetName.test(path) && /"(?:Policies|Parents)"\s*:/.test(head))),
  *read(file, context: ReadContext): Iterable<Item> {
    for (const { value, index } of file.documents()) {
      yield* read(fields(value), file.path, (path) => context.where({ document: index, path }));
    }
  },
};
