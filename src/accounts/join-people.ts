// SPDX-License-Identifier: Apache-2.0
// Which account of which provider is whose. Employee numbers and addresses join directly, and from account to account:
// the directory knows the employee number, the cloud only the address that both have.
import type { Identity } from '../model/inventory/nouns.ts';

export interface Join {
  readonly person: Identity;
  /** In words: `by employee number 1004`, `by the address a@example.com of the account ...`. */
  readonly how: string;
  readonly steps: number;
  /** By a name alone: likely, not sure. */
  readonly weak?: true;
}

/** A value that more accounts share than one person has is not a person's. */
const mostAccounts = 25;

interface Key {
  readonly key: string;
  readonly words: string;
}

function keysOf(identity: Identity): readonly Key[] {
  const keys: Key[] = [];
  const number = identity.employeeId?.trim().toLowerCase();
  if (number !== undefined && number !== '')
    keys.push({ key: `number ${number}`, words: `employee number ${identity.employeeId}` });
  const label = (name: string): string | undefined =>
    identity.labels !== undefined && Object.hasOwn(identity.labels, name) ? identity.labels[name] : undefined;
  for (const address of [identity.email, identity.name, label('upn'), label('userName'), label('email')]) {
    if (address === undefined || !/^[^\s@]{1,128}@[^\s@]{1,255}$/.test(address)) continue;
    const plain = plainAddress(address);
    if (!keys.some((it) => it.key === plain)) keys.push({ key: plain, words: `the address ${address}` });
  }
  return keys;
}

/** `anna_partner.example#EXT#@tenant.onmicrosoft.com` is how Entra names the guest anna@partner.example. */
function plainAddress(address: string): string {
  const lower = address.toLowerCase();
  const guest = /^(.*)_([^_]+)#ext#@/.exec(lower);
  return guest === null ? lower : `${guest[1]}@${guest[2]}`;
}

/** Joins accounts to people; the shortest way wins. Groups, roles and machines are nobody's. */
export function joinPeople(identities: readonly Identity[]): ReadonlyMap<string, Join> {
  const byKey = new Map<string, Identity[]>();
  const keys = new Map<string, readonly Key[]>();
  for (const identity of identities) {
    if (!['user', 'guest', 'person', 'service-account'].includes(identity.type)) continue;
    const own = keysOf(identity);
    keys.set(identity.id, own);
    for (const { key } of own) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [identity]);
      else list.push(identity);
    }
  }
  const joins = new Map<string, Join>();
  let open: Identity[] = identities.filter((it) => it.type === 'person');
  const people = new Map(open.map((it) => [it.id, it]));
  for (const person of open) joins.set(person.id, { person, how: 'the HR record', steps: 0 });
  for (let steps = 1; open.length > 0 && steps <= 3; steps++) {
    const next: Identity[] = [];
    for (const from of open) {
      const join = joins.get(from.id);
      if (join === undefined) continue;
      for (const { key, words } of keys.get(from.id) ?? []) {
        const others = byKey.get(key) ?? [];
        if (others.length > mostAccounts) continue;
        for (const other of others) {
          if (joins.has(other.id)) continue;
          const through = people.has(from.id) ? '' : ` of the ${from.provider} account ${from.name}`;
          joins.set(other.id, { person: join.person, how: `by ${words}${through}`, steps });
          next.push(other);
        }
      }
    }
    open = next;
  }
  joinByName(identities, joins, [...people.values()]);
  for (const id of people.keys()) joins.delete(id);
  return joins;
}

/** `david-kim` and `david.kim` are the same; short names and those of one word are nobody's for sure. */
function plainName(name: string): string | undefined {
  const local = (name.split('@')[0] ?? '').toLowerCase();
  return /^[a-z]{2,}[-_.][a-z]{2,}(?:[-_.][a-z]{2,})?$/.test(local) ? local.replace(/[-_.]/g, '.') : undefined;
}

/** What is left over is joined by the name before the @, where exactly one person has it. */
function joinByName(identities: readonly Identity[], joins: Map<string, Join>, people: readonly Identity[]): void {
  const byName = new Map<string, Identity | undefined>();
  for (const person of people) {
    const name = plainName(person.email ?? '');
    if (name !== undefined) byName.set(name, byName.has(name) ? undefined : person);
  }
  for (const identity of identities) {
    if (identity.type !== 'user' || joins.has(identity.id)) continue;
    // An address of another domain is another person's.
    if (identity.email !== undefined || identity.name.includes('@')) continue;
    const name = plainName(identity.name);
    const person = name === undefined ? undefined : byName.get(name);
    if (person !== undefined) joins.set(identity.id, { person, how: 'by its name alone', steps: 9, weak: true });
  }
}
