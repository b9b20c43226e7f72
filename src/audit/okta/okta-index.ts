// SPDX-License-Identifier: Apache-2.0
// What several checks of an Okta organisation look up.
import { fail, unknown } from '../../accounts/verdict.ts';
import type { CheckEvidence, Subject, Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemKind, ItemOf } from '../../model/inventory/item.ts';
import type { OktaApp, OktaPolicyRule } from '../../model/inventory/okta.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';

export const organisation: Subject = { kind: 'organisation', id: 'okta:organisation', name: 'the Okta organisation' };

/** Evidence at a place below an item. */
export function place(item: { readonly where: Provenance }, note: string, ...path: DocumentPath): CheckEvidence {
  if (path.length === 0) return { where: item.where, note };
  return { where: item.where, path: [...(item.where.path ?? []), ...path], note };
}

/** That none of a kind does something: a weakness only where all of them were read. */
export function noneDoes(
  inventory: Inventory,
  kind: ItemKind,
  summary: string,
  evidence: CheckEvidence | readonly CheckEvidence[],
): Verdict {
  return inventory.collected(kind) === 'partial'
    ? unknown(organisation, `${kind} was not read to its end, and one of the rest may do it`)
    : fail(organisation, summary, evidence);
}

/** What is switched off does nothing; without a status it is taken to be on. */
export function active<T extends { readonly status?: string | undefined }>(items: readonly T[]): readonly T[] {
  return items.filter((it) => it.status === undefined || it.status === 'ACTIVE');
}

export function appSubject(app: OktaApp): Subject {
  return { kind: 'application', id: app.id, name: app.label };
}

export function ruleSubject(rule: OktaPolicyRule | ItemOf<'okta.token-rule'>, policy: string | undefined): Subject {
  return { kind: 'policy-rule', id: rule.id, name: policy === undefined ? rule.name : `${policy} / ${rule.name}` };
}

export interface RuleOfPolicy {
  readonly rule: OktaPolicyRule;
  readonly subject: Subject;
  readonly policyId: string | undefined;
}

/** Rules that let somebody in, of active policies: of the global session (`SIGN_ON`) or of applications (`ACCESS_POLICY`). */
export function allowingRules(inventory: Inventory, type: 'SIGN_ON' | 'ACCESS_POLICY'): readonly RuleOfPolicy[] {
  const policies = new Map(inventory.of('okta.policy').map((it) => [it.policyId, it]));
  return active(inventory.of('okta.policy-rule')).flatMap((rule) => {
    const policy = rule.policyId === undefined ? undefined : policies.get(rule.policyId);
    if (rule.type !== type || rule.access === 'DENY' || policy?.status === 'INACTIVE') return [];
    return [{ rule, policyId: rule.policyId, subject: ruleSubject(rule, policy?.name) }];
  });
}

/** Okta's own admin console, by the name of its integration. */
export function adminConsole(inventory: Inventory): OktaApp | undefined {
  return inventory.of('okta.app').find((it) => it.name === 'saasure');
}

export function oauthApps(inventory: Inventory): readonly OktaApp[] {
  return active(inventory.of('okta.app')).filter((it) => it.signOnMode === 'OPENID_CONNECT');
}

export function minutes(value: number): string {
  if (value >= 1_440 && value % 1_440 === 0) return value === 1_440 ? '1 day' : `${value / 1_440} days`;
  if (value >= 60 && value % 60 === 0) return value === 60 ? '1 hour' : `${value / 60} hours`;
  return value === 1 ? '1 minute' : `${value} minutes`;
}

/** Holders of a role, with the role that says so. */
export function superAdmins(inventory: Inventory): ReadonlyMap<string, ItemOf<'okta.role'>> {
  return new Map(
    inventory.of('okta.role').flatMap((it) => (it.type === 'SUPER_ADMIN' ? [[it.userId, it] as const] : [])),
  );
}

export function loginOf(inventory: Inventory, userId: string): string {
  return inventory.find('okta.user', `okta:user:${userId}`)?.login ?? userId;
}
