// SPDX-License-Identifier: Apache-2.0
// How tokens of Google Cloud spread: keys prove accounts, bindings let members mint tokens of accounts, instances run as them.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import { memberId } from './gcp-objects.ts';

/** Roles whose holder can act as the service account they are held on. */
const minting: ReadonlyMap<string, string> = new Map([
  ['roles/iam.serviceAccountTokenCreator', 'can mint its tokens'],
  ['roles/iam.serviceAccountKeyAdmin', 'can make keys of it'],
  ['roles/iam.serviceAccountUser', 'can start workloads as it'],
  ['roles/iam.workloadIdentityUser', 'can become it through federation'],
  ['roles/iam.serviceAccountAdmin', 'can let anybody become it'],
  ['roles/owner', 'can let anybody become it'],
]);

function relation(
  from: string,
  to: string,
  type: Relation['relation'],
  why: string,
  where: Relation['where'],
): Relation {
  return {
    kind: 'relation',
    id: `gcp:relation:${from} ${type} ${to}`,
    provider: 'gcp',
    where,
    from,
    to,
    relation: type,
    why,
  };
}

/** Relations of one Google Cloud inventory; pure. */
export function* relateGcp(inventory: Inventory): Iterable<Item> {
  const accounts = inventory.of('gcp.service-account');
  const byProject = Map.groupBy(accounts, (it) => it.project ?? '');
  for (const it of inventory.of('gcp.binding')) {
    const what = minting.get(it.role);
    if (what === undefined) continue;
    const from = memberId(it.member);
    const type = it.role.endsWith('workloadIdentityUser')
      ? 'federates-with'
      : it.role.endsWith('TokenCreator')
        ? 'can-mint'
        : 'may-become';
    const email = /serviceAccounts\/([^/]+@[^/]+)$/.exec(it.resource)?.[1];
    if (email !== undefined)
      yield relation(from, `gcp:service-account:${email}`, type, `${it.role} on the account: ${what}`, it.where);
    if (it.level !== 'project') continue;
    const project = it.resource.slice(it.resource.lastIndexOf('/') + 1);
    for (const account of byProject.get(project) ?? []) {
      if (account.id !== from)
        yield relation(from, account.id, type, `${it.role} on the project ${project}: ${what}`, it.where);
    }
  }
  for (const key of inventory.of('credential')) {
    if (key.provider !== 'gcp' || key.holder === undefined || key.enabled === false) continue;
    yield relation(key.id, key.holder, 'may-become', 'the key file is all that is needed', key.where);
  }
  for (const it of inventory.of('gcp.instance')) {
    yield { kind: 'resource', id: it.id, provider: 'gcp', where: it.where, type: 'instance', name: it.name };
    if (it.account !== undefined)
      yield relation(
        it.id,
        `gcp:service-account:${it.account}`,
        'runs-as',
        'its metadata server hands out tokens of the account',
        it.where,
      );
  }
}
