// SPDX-License-Identifier: Apache-2.0
// People who hold privileged roles, standing or eligible.
import type { Subject, Verdict } from '../../model/check.ts';
import type { EntraUser } from '../../model/inventory/entra.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Identity } from '../../model/inventory/nouns.ts';
import { type EntraIndex, entraIndex, type HeldRole } from './entra-index.ts';

export interface Admin {
  readonly objectId: string;
  readonly subject: Subject;
  readonly roles: readonly HeldRole[];
  readonly user: EntraUser | undefined;
  readonly identity: Identity | undefined;
  readonly breakGlass: boolean;
}

/** Holders of privileged roles that are people, members of groups with roles too. */
export function adminsOf(inventory: Inventory, least: 'high' | 'reader' = 'high'): readonly Admin[] {
  const index = entraIndex(inventory);
  const admins = new Map<string, HeldRole[]>();
  const add = (objectId: string, role: HeldRole): void => {
    const list = admins.get(objectId);
    if (list === undefined) admins.set(objectId, [role]);
    else list.push(role);
  };
  for (const [principalId, roles] of index.roles) {
    for (const role of roles) {
      if (least === 'high' && role.level === 'reader') continue;
      const group = inventory.find('entra.group', entraId.group(principalId));
      if (group !== undefined) for (const member of group.members ?? []) add(member, role);
      else if (isPerson(index, principalId, role)) add(principalId, role);
    }
  }
  return [...admins].map(([objectId, roles]) => {
    const user = index.users.get(objectId);
    const identity = index.identities.get(objectId);
    const name = user?.upn ?? roles[0]?.assignment.principalName ?? objectId;
    return {
      objectId,
      subject: { kind: 'user', id: entraId.user(objectId), name },
      roles,
      user,
      identity,
      breakGlass: identity?.breakGlass === true,
    };
  });
}

function isPerson(index: EntraIndex, principalId: string, role: HeldRole): boolean {
  if (index.users.has(principalId)) return true;
  if (index.principals.has(principalId)) return false;
  const type = role.assignment.principalType;
  return type === undefined || type === 'user';
}

export function rolesText(admin: Admin): string {
  return [
    ...new Set(admin.roles.map((it) => (it.assignment.state === 'eligible' ? `${it.name} (eligible)` : it.name))),
  ].join(', ');
}

export interface AdminQuestion {
  readonly least?: 'high' | 'reader';
  readonly skip?: (admin: Admin) => boolean;
  /** What is wrong, in words that go on after the name; undefined where nothing is. */
  readonly judge: (
    admin: Admin,
  ) =>
    | { readonly wrong: string; readonly severity?: 'low' | 'medium' | 'high' | 'critical' }
    | { readonly unknown: string }
    | undefined;
}

/** One verdict on each administrator. */
export function* judgeAdmins(inventory: Inventory, { least, skip, judge }: AdminQuestion): Iterable<Verdict> {
  for (const admin of adminsOf(inventory, least)) {
    if (skip?.(admin) === true) continue;
    const found = judge(admin);
    const { subject } = admin;
    if (found === undefined) yield { status: 'pass', subject };
    else if ('unknown' in found) yield { status: 'unknown', subject, reason: found.unknown };
    else {
      yield {
        status: 'fail',
        subject,
        ...(found.severity === undefined ? {} : { severity: found.severity }),
        summary: `${subject.name} ${found.wrong}, and holds ${rolesText(admin)}.`,
        evidence: [
          ...(admin.user === undefined ? [] : [{ where: admin.user.where, note: `${subject.name} ${found.wrong}` }]),
          ...admin.roles.slice(0, 10).map((it) => ({
            where: it.assignment.where,
            note: `${it.name}, ${it.assignment.state}, scope ${it.assignment.scope}`,
          })),
        ],
      };
    }
  }
}
