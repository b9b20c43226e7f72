// SPDX-License-Identifier: Apache-2.0
// What the answers of Microsoft Graph say taken together, each looked up in constant time.
import type { EntraApplication, EntraKey, EntraServicePrincipal } from '../../model/inventory/entra.ts';
import { entraId, knownRoles, microsoftTenants } from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { LastUse } from '../../model/inventory/nouns.ts';

export interface HeldRoles {
  readonly standing: string[];
  readonly eligible: string[];
}

export interface EntraFacts {
  /** By object id. */
  readonly principals: ReadonlyMap<string, EntraServicePrincipal>;
  /** Service principals of an application: one, where the export is of one tenant. */
  readonly principalsOf: (appId: string) => readonly EntraServicePrincipal[];
  /** Names of the roles that the tenant's own definitions call privileged, by id. */
  readonly privilegedRoles: ReadonlyMap<string, string>;
  /** By application id. */
  readonly registrations: ReadonlyMap<string, EntraApplication>;
  readonly methods: ReadonlyMap<string, readonly string[]>;
  /** Names of privileged roles by the holder's object id. */
  readonly rolesOf: ReadonlyMap<string, HeldRoles>;
  readonly rolesKnown: boolean;
  readonly keyActivity: ReadonlyMap<string, string>;
  readonly keyActivityKnown: boolean;
  readonly lastUse: (appId: string | undefined) => LastUse | undefined;
  /** The item id of an object: user, group or service principal. */
  readonly idOf: (objectId: string) => string;
  readonly originOf: (principal: EntraServicePrincipal) => 'own' | 'third-party' | 'first-party' | undefined;
  readonly permissionName: (appId: string, permissionId: string) => string;
  /** Owners as the object says, with those that were asked for one by one. */
  readonly ownersOf: (objectId: string, own: readonly string[] | undefined) => readonly string[] | undefined;
  readonly keysOf: (objectId: string, own: readonly EntraKey[] | undefined) => readonly EntraKey[];
}

function groupBy<T, V>(items: Iterable<T>, key: (it: T) => string, value: (it: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const it of items) {
    const list = groups.get(key(it));
    if (list === undefined) groups.set(key(it), [value(it)]);
    else list.push(value(it));
  }
  return groups;
}

export function gatherEntra(inventory: Inventory): EntraFacts {
  const principals = new Map(inventory.of('entra.service-principal').map((it) => [it.objectId, it]));
  const registrations = new Map(inventory.of('entra.application').map((it) => [it.appId, it]));
  const groups = new Set(inventory.of('entra.group').map((it) => it.objectId));
  const activity = new Map(inventory.of('entra.sign-in-activity').map((it) => [it.appId, it.last]));
  const activityKnown = inventory.collected('entra.sign-in-activity') === 'complete';
  const owners = groupBy(
    inventory.of('entra.owner'),
    (it) => it.of,
    (it) => it.owner,
  );
  const federated = groupBy(
    inventory.of('entra.federated-credential'),
    (it) => it.of,
    (it) => it.key,
  );
  const tenant = inventory.of('entra.organization')[0]?.tenantId ?? tenantOfRegistrations(principals, registrations);
  const appsKnown = inventory.collected('entra.application') === 'complete';
  const byAppId = new Map([...principals.values()].map((it) => [it.appId, it]));
  return {
    principals,
    principalsOf: (appId) => [byAppId.get(appId)].filter((it) => it !== undefined),
    privilegedRoles: new Map(
      inventory
        .of('entra.role-definition')
        .flatMap((it) => (it.privileged === true ? [[it.definitionId, it.name] as const] : [])),
    ),
    registrations,
    methods: new Map(inventory.of('entra.registration').map((it) => [it.objectId, it.methods])),
    rolesOf: heldRoles(inventory),
    rolesKnown: inventory.collected('entra.role-assignment') !== 'none',
    keyActivity: new Map(
      inventory.of('entra.key-activity').flatMap((it) => (it.last === undefined ? [] : [[it.keyId, it.last] as const])),
    ),
    keyActivityKnown: inventory.collected('entra.key-activity') === 'complete',
    lastUse(appId) {
      if (appId === undefined) return undefined;
      const last = activity.get(appId);
      if (last !== undefined) return { at: last };
      return activityKnown ? { never: true } : undefined;
    },
    idOf: (objectId) =>
      principals.has(objectId)
        ? entraId.servicePrincipal(objectId)
        : groups.has(objectId)
          ? entraId.group(objectId)
          : entraId.user(objectId),
    originOf(principal) {
      if (principal.type === 'ManagedIdentity' || registrations.has(principal.appId)) return 'own';
      if (principal.ownerTenant === undefined) return undefined;
      if (microsoftTenants.has(principal.ownerTenant)) return 'first-party';
      if (tenant !== undefined) return principal.ownerTenant === tenant ? 'own' : 'third-party';
      return appsKnown ? 'third-party' : undefined;
    },
    permissionName: (appId, permissionId) => {
      const permissions = byAppId.get(appId)?.permissions;
      return permissions !== undefined && Object.hasOwn(permissions, permissionId)
        ? (permissions[permissionId] ?? permissionId)
        : permissionId;
    },
    ownersOf(objectId, own) {
      const asked = owners.get(objectId);
      if (own === undefined) return asked;
      return asked === undefined ? own : [...new Set([...own, ...asked])];
    },
    keysOf: (objectId, own = []) => [...own, ...(federated.get(objectId) ?? [])],
  };
}

function tenantOfRegistrations(
  principals: ReadonlyMap<string, EntraServicePrincipal>,
  registrations: ReadonlyMap<string, EntraApplication>,
): string | undefined {
  for (const it of principals.values())
    if (registrations.has(it.appId) && it.ownerTenant !== undefined) return it.ownerTenant;
  return undefined;
}

/** Privileged roles by holder. What is active only since it was activated is eligible, not standing. */
function heldRoles(inventory: Inventory): ReadonlyMap<string, HeldRoles> {
  const definitions = new Map(inventory.of('entra.role-definition').map((it) => [it.definitionId, it]));
  const assignments = inventory.of('entra.role-assignment');
  const activated = new Set(
    assignments.filter((it) => it.state === 'activated').map((it) => `${it.principalId}/${it.definitionId}`),
  );
  const held = new Map<string, HeldRoles>();
  for (const it of assignments) {
    const definition = definitions.get(it.definitionId);
    const role = knownRoles.get(it.definitionId);
    if (role === undefined && definition?.privileged !== true) continue;
    if (
      it.state === 'activated' ||
      (it.state === 'standing' && activated.has(`${it.principalId}/${it.definitionId}`))
    ) {
      continue;
    }
    let roles = held.get(it.principalId);
    if (roles === undefined) {
      roles = { standing: [], eligible: [] };
      held.set(it.principalId, roles);
    }
    const name = role?.name ?? definition?.name ?? it.definitionName ?? it.definitionId;
    const list = it.state === 'eligible' ? roles.eligible : roles.standing;
    if (!list.includes(name)) list.push(name);
  }
  return held;
}
