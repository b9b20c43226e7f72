// SPDX-License-Identifier: Apache-2.0
// Conditional access, read as Microsoft evaluates it: a control stands only where a policy that is on covers everyone and
// everything that it must. What keeps the best policy from that is said.
import type { CheckEvidence, Verdict } from '../../model/check.ts';
import type { EntraConditionalAccessPolicy } from '../../model/inventory/entra-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { entraIndex, listed } from './entra-index.ts';

export type Policy = EntraConditionalAccessPolicy;

/** What a policy must cover for a control to stand. */
export interface Cover {
  readonly users: 'all' | 'admins' | 'none';
  readonly apps: 'all' | 'some' | 'none';
  /** Conditions that may narrow it without defeating it. */
  readonly may?: readonly ('locations' | 'platforms' | 'clients' | 'devices')[];
}

export interface Control {
  /** As in `blocks legacy authentication`. */
  readonly what: string;
  readonly matches: (policy: Policy) => boolean;
  readonly cover: Cover;
}

const officeParts = new Set(['office365', 'all']);

/** Roles that a policy for administrators must name at least. */
const adminRoles: readonly (readonly [id: string, name: string])[] = [
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator'],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator'],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
];

/** Why a policy does not do what it should; empty where it does. */
export function gapsOf(policy: Policy, { users, apps, may = [] }: Cover): readonly string[] {
  const gaps: string[] = [];
  if (policy.state !== 'enabled') {
    gaps.push(policy.state === 'enabledForReportingButNotEnforced' ? 'it only reports' : `it is ${policy.state}`);
  }
  const everybody = policy.includeUsers.includes('all');
  if (users === 'all' && !everybody) gaps.push('it covers some users only');
  if (users === 'admins' && !everybody) {
    const missing = adminRoles.filter(([id]) => !policy.includeRoles.includes(id)).map(([, name]) => name);
    if (missing.length > 0) gaps.push(`it leaves out ${listed(missing, 3)}`);
  }
  if (users === 'all' && (policy.excludeGuests || policy.excludeUsers.includes('guestsorexternalusers'))) {
    gaps.push('it leaves out guests');
  }
  if (users !== 'none' && policy.excludeRoles.length > 0)
    gaps.push(`it excludes ${policy.excludeRoles.length} directory roles`);
  if (apps === 'all') {
    if (!policy.includeApps.includes('all')) gaps.push('it covers some applications only');
    if (policy.excludeApps.some((it) => officeParts.has(it))) gaps.push('it excludes Office 365');
  }
  if (!may.includes('locations') && (policy.excludeLocations.length > 0 || narrow(policy.includeLocations))) {
    gaps.push('it does not hold in every location');
  }
  if (!may.includes('platforms') && (policy.excludePlatforms.length > 0 || narrow(policy.includePlatforms))) {
    gaps.push('it does not hold on every platform');
  }
  if (!may.includes('clients') && policy.clientAppTypes.length > 0 && !policy.clientAppTypes.includes('all')) {
    const both =
      policy.clientAppTypes.includes('browser') && policy.clientAppTypes.includes('mobileAppsAndDesktopClients');
    if (!both) gaps.push(`it covers ${policy.clientAppTypes.join(', ')} only`);
  }
  if (!may.includes('devices') && policy.deviceFilter !== undefined) gaps.push('it is limited by a filter for devices');
  return gaps;
}

function narrow(list: readonly string[]): boolean {
  return list.length > 0 && !list.includes('all');
}

/** One verdict on the tenant: whether some policy that is on does it for everyone that it must. */
export function* judgeControl(inventory: Inventory, { what, matches, cover }: Control): Iterable<Verdict> {
  const { tenant } = entraIndex(inventory);
  const candidates = inventory.of('entra.conditional-access-policy').filter(matches);
  const judged = candidates
    .map((policy) => ({ policy, gaps: gapsOf(policy, cover) }))
    .toSorted((left, right) => left.gaps.length - right.gaps.length);
  if (judged[0]?.gaps.length === 0) {
    yield { status: 'pass', subject: tenant };
    return;
  }
  if (inventory.collected('entra.conditional-access-policy') === 'partial') {
    yield {
      status: 'unknown',
      subject: tenant,
      reason: 'the conditional access policies were not read to their end, and one of the rest may do it',
    };
    return;
  }
  const evidence: readonly CheckEvidence[] = judged
    .slice(0, 5)
    .map(({ policy, gaps }) => ({ where: policy.where, note: `"${policy.name}": ${gaps.join('; ')}` }));
  const [best] = judged;
  yield {
    status: 'fail',
    subject: tenant,
    summary:
      best === undefined
        ? `No conditional access policy ${what}.`
        : `No conditional access policy that is on ${what} for everyone: of "${best.policy.name}", ${best.gaps[0]}.`,
    evidence: evidence.length > 0 ? evidence : firstPlace(inventory),
  };
}

/** Where nothing is there to point at, the list that was read. */
export function firstPlace(inventory: Inventory): readonly CheckEvidence[] {
  const policy = inventory.of('entra.conditional-access-policy')[0];
  if (policy === undefined) {
    const organization = inventory.of('entra.organization')[0];
    return organization === undefined
      ? []
      : [{ where: organization.where, note: 'the tenant has no conditional access policy' }];
  }
  return [{ where: policy.where, note: 'none of the policies in this file does it' }];
}

export const blocks = (policy: Policy): boolean => policy.grants.includes('block');

/** Combinations of methods that cannot be phished: each part is bound to the place that one signs in to. */
const unphishable = /^(?:fido2|windowsHelloForBusiness|x509CertificateMultiFactor)$/;
const phishingResistantStrength = '00000000-0000-0000-0000-000000000004';

export function wantsMfa(policy: Policy): boolean {
  if (policy.grantOperator === 'OR' && policy.grants.some((it) => it !== 'mfa')) return false;
  return policy.grants.includes('mfa') || policy.strength !== undefined;
}

export function wantsUnphishable(policy: Policy, inventory: Inventory): boolean {
  if (policy.strength === undefined) return false;
  if (policy.strength === phishingResistantStrength) return true;
  const combinations =
    policy.strengthCombinations ??
    inventory.find('entra.authentication-strength', `entra:authentication-strength:${policy.strength}`)?.combinations;
  return combinations !== undefined && combinations.length > 0 && combinations.every((it) => unphishable.test(it));
}

/** Security defaults stand for conditional access where it is not licensed. */
export function securityDefaultsOn(inventory: Inventory): boolean {
  return inventory.of('entra.security-defaults').some((it) => it.enabled);
}
