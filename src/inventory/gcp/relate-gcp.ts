// SPDX-License-Identifier: Apache-2.0
// How tokens of Google Cloud spread: keys prove accounts, bindings let members mint tokens of accounts, instances run as them.
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { GcpAccess } from '../../model/inventory/gcp-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import { accessesOf } from './access.ts';
import { judgeExpression } from './conditions.ts';
import { memberId } from './gcp-objects.ts';
import { containerOf, type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { powers } from './roles.ts';

type Step = Pick<Relation, 'from' | 'to' | 'relation' | 'why' | 'where'>;

/** What the permissions of a power let one do, the strongest first. */
const doing: readonly (readonly [string, Relation['relation'], string])[] = [
  ['iam.serviceAccounts.getAccessToken', 'can-mint', 'can mint its tokens'],
  ['iam.serviceAccounts.signJwt', 'can-mint', 'can sign tokens as it'],
  ['iam.serviceAccounts.signBlob', 'can-mint', 'can sign tokens as it'],
  ['iam.serviceAccounts.implicitDelegation', 'can-mint', 'can mint its tokens by delegation'],
  ['iam.serviceAccountKeys.create', 'may-become', 'can make keys of it'],
  ['iam.serviceAccounts.setIamPolicy', 'may-become', 'can let anybody become it'],
  ['iam.serviceAccounts.actAs', 'may-become', 'can start workloads as it'],
  ['iam.serviceAccounts.getOpenIdToken', 'can-mint', 'can mint its identity tokens'],
];

function relation(it: Step): Relation {
  return { kind: 'relation', id: `gcp:relation:${it.from} ${it.relation} ${it.to}`, provider: 'gcp', ...it };
}

/** The project, folder or organisation of a binding, as a node of the graph. */
function nodeOf({ resource }: GcpBinding): string {
  return `gcp:node:${containerOf(resource) ?? resource}`;
}

function isWide({ level }: GcpBinding): boolean {
  return level === 'project' || level === 'folder' || level === 'organization';
}

function place(it: GcpBinding): string {
  return `the ${it.level} ${it.resource.slice(it.resource.lastIndexOf('/') + 1)}`;
}

function provided({ holds, depends }: GcpAccess): string {
  return holds === 'depends' ? `, if these hold: ${depends.join('; ')}` : '';
}

function* accountSteps(
  binding: GcpBinding,
  access: GcpAccess | undefined,
  inventory: Inventory,
  hierarchy: Hierarchy,
): Generator<Step> {
  const owner = binding.role === 'roles/owner' && binding.condition === undefined;
  const [, known, what] = doing.find(([permission]) => access?.permissions.includes(permission)) ?? [];
  if (!owner && (known === undefined || what === undefined || access === undefined)) return;
  const from = memberId(binding.member);
  const type = binding.role.endsWith('workloadIdentityUser') ? 'federates-with' : (known ?? 'may-become');
  const why = type === 'federates-with' ? 'can become it through federation' : (what ?? 'can let anybody become it');
  const until = access === undefined ? '' : provided(access);
  const step = (to: string, on: string): Step => ({
    from,
    to,
    relation: type,
    why: `${binding.role} on ${on}: ${why}${until}`,
    where: binding.where,
  });
  const email = /serviceAccounts\/([^/]+@[^/]+)$/.exec(binding.resource)?.[1];
  if (email !== undefined) yield step(`gcp:service-account:${email}`, 'the account');
  const above = containerOf(binding.resource);
  if (!isWide(binding) || above === undefined) return;
  for (const it of inventory.of('gcp.service-account')) {
    if (it.id !== from && it.project !== undefined && hierarchy.isBelow(`projects/${it.project}`, above))
      yield step(it.id, place(binding));
  }
}

function* secretSteps(
  binding: GcpBinding,
  access: GcpAccess,
  inventory: Inventory,
  hierarchy: Hierarchy,
): Generator<Step | Item> {
  const from = memberId(binding.member);
  const why = `${binding.role} on ${isWide(binding) ? place(binding) : 'the secret'}: can read it`;
  const step = (to: string, end: string): Step => ({
    from,
    to,
    relation: 'can-read',
    why: `${why}${end}`,
    where: binding.where,
  });
  const secrets = inventory.of('resource').filter((it) => it.id.startsWith('gcp:secret:'));
  const own = /projects\/([^/]+)\/secrets\/([^/]+)$/.exec(binding.resource);
  if (own !== null && access.holds !== 'no') {
    const [, project = '', name = ''] = own;
    const listed = secrets.find(
      (it) =>
        it.name === name &&
        hierarchy.isBelow(containerOf(it.id.slice('gcp:secret:'.length)) ?? '', `projects/${project}`),
    );
    const id = listed?.id ?? `gcp:secret:projects/${project}/secrets/${name}`;
    if (listed === undefined)
      yield { kind: 'resource', id, provider: 'gcp', where: binding.where, type: 'secret', name };
    yield step(id, provided(access));
  }
  const above = containerOf(binding.resource);
  if (!isWide(binding) || above === undefined || access.depends.includes('a deny policy')) return;
  const power = powers.find((it) => it.power === 'read-secrets');
  for (const it of power === undefined ? [] : secrets) {
    const container = containerOf(it.id.slice('gcp:secret:'.length)) ?? '';
    if (!hierarchy.isBelow(container, above)) continue;
    // Conditions often name secrets: each is asked for by its own name.
    const question = { ...power, time: Date.parse(binding.where.collectedAt), below: `secrets/${it.name}/versions/1` };
    const met =
      binding.condition === undefined
        ? true
        : judgeExpression(binding.condition, { ...question, type: power?.type ?? '', attributes: true });
    if (met !== false)
      yield step(it.id, met === undefined ? `, if this holds: ${binding.condition?.slice(0, 200)}` : '');
  }
}

function* ownerSteps(binding: GcpBinding, inventory: Inventory, hierarchy: Hierarchy): Generator<Step | Item> {
  const node = nodeOf(binding);
  const above = containerOf(binding.resource);
  if (!isWide(binding) || above === undefined) return;
  const { where } = binding;
  yield { kind: 'resource', id: node, provider: 'gcp', where, type: binding.level, name: above };
  yield {
    from: memberId(binding.member),
    to: node,
    relation: 'may-become',
    why: `${binding.role} on ${place(binding)}: can give itself any role there`,
    where,
  };
  for (const it of inventory.of('gcp.service-account')) {
    if (it.project !== undefined && hierarchy.isBelow(`projects/${it.project}`, above))
      yield { from: node, to: it.id, relation: 'holds', why: `the account is in ${place(binding)}`, where };
  }
}

function* allSteps(inventory: Inventory): Generator<Step | Item> {
  const hierarchy = hierarchyOf(inventory);
  const accesses = [...accessesOf(inventory, hierarchy)];
  yield* accesses;
  const byBinding = Map.groupBy(accesses, (it) => it.binding);
  for (const binding of inventory.of('gcp.binding')) {
    const own = byBinding.get(binding.id) ?? [];
    const given = (power: GcpAccess['power']): GcpAccess | undefined =>
      own.find((it) => it.power === power && it.holds !== 'unknown');
    const [mint, read, raise] = [given('mint-tokens'), given('read-secrets'), given('raise-own-rights')];
    if (mint?.holds !== 'no') yield* accountSteps(binding, mint, inventory, hierarchy);
    if (read !== undefined) yield* secretSteps(binding, read, inventory, hierarchy);
    if (raise?.holds === 'yes') yield* ownerSteps(binding, inventory, hierarchy);
  }
  for (const key of inventory.of('credential')) {
    if (key.provider !== 'gcp' || key.holder === undefined || key.enabled === false) continue;
    yield {
      from: key.id,
      to: key.holder,
      relation: 'may-become',
      why: 'the key file is all that is needed',
      where: key.where,
    };
  }
  for (const it of inventory.of('gcp.instance')) {
    yield { kind: 'resource', id: it.id, provider: 'gcp', where: it.where, type: 'instance', name: it.name };
    if (it.account === undefined) continue;
    const why = 'its metadata server hands out tokens of the account';
    yield { from: it.id, to: `gcp:service-account:${it.account}`, relation: 'runs-as', why, where: it.where };
  }
}

/** What follows from one Google Cloud inventory: accesses and relations; pure. */
export function* relateGcp(inventory: Inventory): Iterable<Item> {
  const seen = new Set<string>();
  for (const it of allSteps(inventory)) {
    const item = 'kind' in it ? it : relation(it);
    if (seen.has(item.id)) continue;
    seen.add(item.id);
    yield item;
  }
}
