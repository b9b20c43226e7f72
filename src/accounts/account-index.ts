// SPDX-License-Identifier: Apache-2.0
// What belongs together over all providers, found once an inventory: whose account it is, what it holds, when it was used.
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Application, Credential, Grant, Identity } from '../model/inventory/nouns.ts';
import { type Join, joinPeople } from './join-people.ts';

export interface AccountIndex {
  /** The person whose account it is, and what told so. */
  readonly joins: ReadonlyMap<string, Join>;
  readonly accountsOf: ReadonlyMap<string, readonly Identity[]>;
  readonly credentialsOf: ReadonlyMap<string, readonly Credential[]>;
  /** Grants that an identity has, or that others have on its behalf. */
  readonly grantsOf: ReadonlyMap<string, readonly Grant[]>;
  /** The identity that an owner's id names; the directory names owners by their DN. */
  readonly owner: (id: string) => Identity | undefined;
  readonly ownedBy: ReadonlyMap<string, readonly (Application | Identity)[]>;
  /** The last thing that a principal was let do, by logs. */
  readonly lastSeen: ReadonlyMap<string, string>;
  readonly people: 'complete' | 'partial' | 'none';
}

const indexes = new WeakMap<Inventory, AccountIndex>();

/** The index of an inventory; made once, since inventories do not change. */
export function accountIndex(inventory: Inventory): AccountIndex {
  const known = indexes.get(inventory);
  if (known !== undefined) return known;
  const index = build(inventory);
  indexes.set(inventory, index);
  return index;
}

function add<T>(map: Map<string, T[]>, key: string | undefined, value: T): void {
  if (key === undefined) return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function build(inventory: Inventory): AccountIndex {
  const identities = inventory.of('identity');
  const joins = joinPeople(identities);
  const accountsOf = new Map<string, Identity[]>();
  for (const identity of identities) add(accountsOf, joins.get(identity.id)?.person.id, identity);
  const credentialsOf = new Map<string, Credential[]>();
  for (const it of inventory.of('credential')) add(credentialsOf, it.holder, it);
  const grantsOf = new Map<string, Grant[]>();
  for (const it of inventory.of('grant')) {
    add(grantsOf, it.to, it);
    if (it.principal !== undefined && it.principal !== it.to) add(grantsOf, it.principal, it);
  }
  const ownedBy = new Map<string, (Application | Identity)[]>();
  const byDn = new Map<string, string>();
  for (const it of identities) {
    const dn = it.labels !== undefined && Object.hasOwn(it.labels, 'dn') ? it.labels.dn : undefined;
    if (dn !== undefined) byDn.set(`active-directory:dn:${dn.toLowerCase()}`, it.id);
  }
  for (const it of [...inventory.of('application'), ...identities]) {
    for (const owner of it.owners ?? []) add(ownedBy, byDn.get(owner) ?? owner, it);
  }
  const lastSeen = new Map<string, string>();
  for (const it of inventory.of('use')) {
    if (it.outcome === 'failure') continue;
    const before = lastSeen.get(it.principal);
    if (before === undefined || before < it.last) lastSeen.set(it.principal, it.last);
  }
  return {
    joins,
    accountsOf,
    credentialsOf,
    grantsOf,
    owner: (id) => inventory.find('identity', byDn.get(id) ?? id),
    ownedBy,
    lastSeen,
    people: inventory.collected('identity', 'people'),
  };
}
