// SPDX-License-Identifier: Apache-2.0
// What the checks of applications ask about one of them.
import type { Knowledge } from '../../model/check.ts';
import type { EntraApplication, EntraKey, EntraServicePrincipal } from '../../model/inventory/entra.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { daysBetween, type EntraIndex, type HeldPermission, type HeldRole } from './entra-index.ts';

/** Ours, of another organisation, or Microsoft's, as the inventory found; undefined where it cannot be told. */
export function originOf(inventory: Inventory, principal: EntraServicePrincipal): string | undefined {
  return inventory.find('application', principal.id)?.origin;
}

export type PlacedKey = EntraKey & { readonly where: Provenance };

/** Certificates by which an application signs SAML answers come with a secret of the same name: neither proves it to Entra. */
const signsSaml = (key: EntraKey): boolean => key.type === 'client-secret' && /^CN=/.test(key.name ?? '');

export function isLive(key: EntraKey, now: number): boolean {
  return key.end === undefined || Date.parse(key.end) > now;
}

/** Credentials that work now, of the wanted types. */
export function liveKeys(
  index: EntraIndex,
  app: EntraApplication | EntraServicePrincipal,
  now: number,
  ...types: readonly EntraKey['type'][]
): readonly PlacedKey[] {
  return index
    .keys(app)
    .filter((it) => (types.length === 0 || types.includes(it.type)) && isLive(it, now) && !signsSaml(it));
}

/** Days that a credential lives from its beginning to its end. */
export function lifetime(key: EntraKey): number | undefined {
  return key.start === undefined || key.end === undefined ? undefined : daysBetween(key.start, Date.parse(key.end));
}

export function keyName(key: EntraKey): string {
  return key.name === undefined ? key.keyId.slice(0, 8) : `"${key.name}"`;
}

/** The live secrets and certificates of an application and of its service principal. */
export function keysOfBoth(
  index: EntraIndex,
  principal: EntraServicePrincipal,
  now: number,
  ...types: readonly EntraKey['type'][]
): readonly PlacedKey[] {
  const registration = index.registrations.get(principal.appId);
  return [
    ...liveKeys(index, principal, now, ...types),
    ...(registration === undefined ? [] : liveKeys(index, registration, now, ...types)),
  ];
}

export interface Privilege {
  readonly name: string;
  readonly why: string;
  /** Whether it leads to the whole tenant at once. */
  readonly control: boolean;
  readonly where: Provenance;
}

/** What makes a service principal worth stealing: standing roles, and application permissions that lead far. */
export function privilegesOf(index: EntraIndex, principalId: string, knowledge: Knowledge): readonly Privilege[] {
  const roles = (index.roles.get(principalId) ?? []).filter(
    (it) => it.level !== 'reader' && it.assignment.state === 'standing',
  );
  const permissions = index.permissions(principalId, knowledge);
  return [...roles.map(ofRole), ...permissions.flatMap((it) => ofPermission(it, knowledge))];
}

function ofRole({ name, level, assignment }: HeldRole): Privilege {
  return { name, why: `it holds the directory role ${name}`, control: level === 'control', where: assignment.where };
}

function ofPermission(it: HeldPermission, knowledge: Knowledge): readonly Privilege[] {
  if (it.power !== undefined)
    return [{ name: it.name, why: it.power.why, control: it.power.path === 'direct', where: it.where }];
  const risk = knowledge.permissionRisk(it.name, it.api, 'application');
  return risk?.risk === 'critical' ? [{ name: it.name, why: lower(risk.why), control: false, where: it.where }] : [];
}

function lower(text: string): string {
  return `it ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
