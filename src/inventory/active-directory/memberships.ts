// SPDX-License-Identifier: Apache-2.0
// Who is in which privileged group, directly, through other groups, or by the primary group. Groups nest, and in circles.
import type { DirectoryObject } from './directory-object.ts';
import { firstName, rid } from './windows-values.ts';

/** Well-known groups with power over a domain, by the last number of their SID and by their English name. */
const privilegedRids: ReadonlyMap<number, string> = new Map([
  [512, 'Domain Admins'],
  [518, 'Schema Admins'],
  [519, 'Enterprise Admins'],
  [520, 'Group Policy Creator Owners'],
  [526, 'Key Admins'],
  [527, 'Enterprise Key Admins'],
]);
const privilegedBuiltIn: ReadonlyMap<string, string> = new Map([
  ['S-1-5-32-544', 'Administrators'],
  ['S-1-5-32-548', 'Account Operators'],
  ['S-1-5-32-549', 'Server Operators'],
  ['S-1-5-32-550', 'Print Operators'],
  ['S-1-5-32-551', 'Backup Operators'],
]);
const privilegedNames = new Map(
  [...privilegedRids.values(), ...privilegedBuiltIn.values(), 'DnsAdmins'].map((it) => [it.toLowerCase(), it]),
);
const protectedUsersRid = 525;

export interface Memberships {
  /** Undefined where the export tells of no membership. */
  privileged(object: DirectoryObject): readonly string[] | undefined;
  protectedUser(object: DirectoryObject): boolean | undefined;
  direct(object: DirectoryObject): readonly { readonly id: string; readonly name: string }[];
}

/** PowerShell writes the type of a list where its values should be. */
function isList(value: string): boolean {
  return !value.startsWith('Microsoft.ActiveDirectory.') && /^[A-Za-z]+=/.test(value);
}

export function memberships(
  objects: readonly DirectoryObject[],
  attributes: ReadonlyMap<string, ReadonlySet<string>>,
): Memberships {
  const groups = new Map<string, { id: string; name: string; sid: string | undefined; parents: Set<string> }>();
  const members = new Map<string, Set<string>>();
  const byRid = new Map<number, string>();
  const addParent = (child: string, parent: string): void => {
    const list = members.get(child) ?? new Set();
    members.set(child, list.add(parent));
  };
  for (const { dn, values } of objects) {
    const key = dn.toLowerCase();
    for (const parent of values.get('memberof') ?? []) if (isList(parent)) addParent(key, parent.toLowerCase());
    if (!values.get('objectclass')?.some((it) => it.toLowerCase() === 'group')) continue;
    const sid = values.get('objectsid')?.[0] ?? values.get('sid')?.[0];
    const name = values.get('samaccountname')?.[0] ?? firstName(dn);
    groups.set(key, { id: `active-directory:group:${sid ?? key}`, name, sid, parents: new Set() });
    const last = rid(sid);
    if (last !== undefined) byRid.set(last, key);
    for (const member of values.get('member') ?? []) if (isList(member)) addParent(member.toLowerCase(), key);
  }
  const told =
    attributes.get('user')?.has('memberof') === true ||
    attributes.get('computer')?.has('memberof') === true ||
    attributes.get('group')?.has('member') === true;
  const readable = told && members.size > 0;
  const above = (
    object: DirectoryObject,
  ): { readonly all: ReadonlySet<string>; readonly primary: number | undefined } => {
    const primary = Number(object.values.get('primarygroupid')?.[0] ?? Number.NaN);
    const all = new Set<string>();
    const open = [...(members.get(object.dn.toLowerCase()) ?? [])];
    const primaryGroup = byRid.get(primary);
    if (primaryGroup !== undefined) open.push(primaryGroup);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (all.has(next)) continue;
      all.add(next);
      open.push(...(members.get(next) ?? []));
    }
    return { all, primary: Number.isNaN(primary) ? undefined : primary };
  };
  const privilegedName = (dn: string): string | undefined => {
    const group = groups.get(dn);
    const last = rid(group?.sid);
    return (
      (last === undefined ? undefined : privilegedRids.get(last)) ??
      (group?.sid === undefined ? undefined : privilegedBuiltIn.get(group.sid)) ??
      privilegedNames.get(firstName(dn).toLowerCase())
    );
  };
  return {
    privileged(object) {
      const { all, primary } = above(object);
      const names = new Set([...all].flatMap((dn) => privilegedName(dn) ?? []));
      const byPrimary = primary === undefined ? undefined : privilegedRids.get(primary);
      if (byPrimary !== undefined) names.add(byPrimary);
      return readable || names.size > 0 ? [...names].toSorted() : undefined;
    },
    protectedUser(object) {
      if (!readable) return undefined;
      const { all } = above(object);
      return [...all].some(
        (dn) => rid(groups.get(dn)?.sid) === protectedUsersRid || firstName(dn).toLowerCase() === 'protected users',
      );
    },
    direct(object) {
      const direct = members.get(object.dn.toLowerCase()) ?? [];
      return [...direct].map((dn) => ({
        id: groups.get(dn)?.id ?? `active-directory:group:${dn}`,
        name: groups.get(dn)?.name ?? firstName(dn),
      }));
    },
  };
}
