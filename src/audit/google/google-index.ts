// SPDX-License-Identifier: Apache-2.0
// What several checks of a Workspace look up: settings by organisational unit and group, and who is administrator.
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import type { CheckEvidence, Subject, Verdict } from '../../model/check.ts';
import type { Severity } from '../../model/finding.ts';
import type { GooglePolicy, GoogleUser } from '../../model/inventory/google.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemKind } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';

export const organisation: Subject = { kind: 'organisation', id: 'google:organisation', name: 'the Google Workspace' };

export function place(item: { readonly where: Provenance }, note: string, ...path: DocumentPath): CheckEvidence {
  if (path.length === 0) return { where: item.where, note };
  return { where: item.where, path: [...(item.where.path ?? []), ...path], note };
}

export interface Target {
  readonly policy: GooglePolicy;
  readonly subject: Subject;
}

function subjectOf(inventory: Inventory, policy: GooglePolicy): Subject {
  if (policy.group !== undefined) {
    return { kind: 'group', id: `google:group:${policy.group}`, name: `the group ${policy.group}` };
  }
  const unit =
    policy.orgUnit === undefined ? undefined : inventory.find('google.org-unit', `google:org-unit:${policy.orgUnit}`);
  // The unit at the top has no record of its own.
  if (unit === undefined || unit.path === '/') return organisation;
  return { kind: 'org-unit', id: unit.id, name: `the unit ${unit.path}` };
}

/**
 * A setting for each unit or group that has one of its own: of several for the same, what an administrator set wins over the
 * default of Google, and then the higher order.
 */
export function settingTargets(inventory: Inventory, setting: string): readonly Target[] {
  const byTarget = new Map<string, Target>();
  for (const policy of inventory.of('google.policy')) {
    if (policy.setting !== setting) continue;
    const subject = subjectOf(inventory, policy);
    const before = byTarget.get(subject.id)?.policy;
    const wins =
      before === undefined ||
      (before.system && !policy.system) ||
      (before.system === policy.system && policy.order > before.order);
    if (wins) byTarget.set(subject.id, { policy, subject });
  }
  return [...byTarget.values()];
}

export interface Complaint {
  /** The end of a sentence that begins with the unit. */
  readonly summary: string;
  readonly note?: string;
  readonly severity?: Severity;
}

/**
 * Judges a field of a setting wherever it is set.
 *
 * @param judge undefined: fine
 */
export function* judgeSetting(
  inventory: Inventory,
  setting: string,
  field: string,
  judge: (value: string | number | boolean, policy: GooglePolicy) => Complaint | undefined,
): Generator<Verdict> {
  const targets = settingTargets(inventory, setting);
  if (targets.length === 0) {
    yield unknown(organisation, `no policy of the type settings/${setting} was collected; policies.list gives it`);
  }
  for (const { policy, subject } of targets) {
    const value = Object.hasOwn(policy.value, field) ? policy.value[field] : undefined;
    if (value === undefined || /^[A-Z_]*UNSPECIFIED$/.test(String(value))) {
      yield unknown(subject, `settings/${setting} does not say ${field}; look in the admin console`);
      continue;
    }
    const complaint = judge(value, policy);
    yield complaint === undefined
      ? pass(subject)
      : fail(
          subject,
          `In ${subject.name} ${complaint.summary}`,
          place(policy, complaint.note ?? `${field} is ${value}`, 'setting', 'value', field),
          complaint.severity === undefined ? {} : { severity: complaint.severity },
        );
  }
}

/** Seconds of a duration as Google writes it: `43200s`. */
export function seconds(value: string | number | boolean): number | undefined {
  const whole = /^(\d{1,12})(?:\.\d{1,9})?s$/.exec(String(value))?.[1];
  return whole === undefined ? undefined : Number(whole);
}

/** The setting that holds for a unit by its path: its own, or that of the nearest unit above. Groups are left out. */
export function effective(inventory: Inventory, setting: string, unitPath: string): GooglePolicy | undefined {
  const byPath = new Map<string, GooglePolicy>();
  for (const { policy, subject } of settingTargets(inventory, setting)) {
    if (subject.kind === 'group') continue;
    byPath.set(subject === organisation ? '/' : (subject.name ?? '').replace(/^the unit /, ''), policy);
  }
  for (let path = unitPath === '' ? '/' : unitPath; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const found = byPath.get(path === '' ? '/' : path);
    if (found !== undefined || path === '' || path === '/') return found;
  }
}

/** Tells whether a kind was asked of a user, where people saved it user by user; otherwise it was asked of all. */
export function askedOf(inventory: Inventory, kind: ItemKind): (user: GoogleUser) => boolean {
  const of = inventory.collections.find((it) => it.kind === kind && it.provider === 'google')?.of;
  if (of === undefined) return () => true;
  const asked = new Set(of.map((it) => it.toLowerCase()));
  return (user) => asked.has(user.email) || asked.has(user.userId.toLowerCase());
}

export function isAdmin(user: GoogleUser): boolean {
  return user.superAdmin === true || user.delegatedAdmin === true;
}

export function userSubject(user: GoogleUser): Subject {
  return { kind: 'user', id: user.id, name: user.email };
}

/** Users that can sign in. */
export function enabledUsers(inventory: Inventory): readonly GoogleUser[] {
  return inventory.of('google.user').filter((it) => it.suspended !== true);
}

const byKey = new WeakMap<Inventory, ReadonlyMap<string, GoogleUser>>();

/** The user behind a numeric id or address. */
export function findUser(inventory: Inventory, key: string): GoogleUser | undefined {
  let users = byKey.get(inventory);
  if (users === undefined) {
    users = new Map(
      inventory.of('google.user').flatMap((it) => [[it.userId.toLowerCase(), it] as const, [it.email, it] as const]),
    );
    byKey.set(inventory, users);
  }
  return users.get(key.toLowerCase());
}

/** A scope without the part that all have. */
export function shortScope(scope: string): string {
  return scope.replace('https://www.googleapis.com/auth/', '').replace(/^https:\/\/mail\.google\.com\/?$/, 'all mail');
}
