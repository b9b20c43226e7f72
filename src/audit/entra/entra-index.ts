// SPDX-License-Identifier: Apache-2.0
// What several checks of a tenant look up, put together once per inventory.
import type { CheckEvidence, Knowledge, Subject } from '../../model/check.ts';
import type {
  EntraApplication,
  EntraKey,
  EntraRoleAssignment,
  EntraServicePrincipal,
  EntraUser,
} from '../../model/inventory/entra.ts';
import {
  entraId,
  type KnownRole,
  knownRoles,
  microsoftTenants,
  type Power,
  type RoleLevel,
  tenantPowers,
} from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';
import type { Identity, LastUse } from '../../model/inventory/nouns.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';

export interface HeldRole {
  readonly assignment: EntraRoleAssignment;
  readonly name: string;
  readonly level: RoleLevel;
  readonly known: KnownRole | undefined;
}

export interface HeldPermission {
  readonly where: Provenance;
  readonly name: string;
  readonly api: string | undefined;
  readonly apiName: string;
  readonly power: Power | undefined;
}

export interface EntraIndex {
  readonly tenant: Subject;
  readonly users: ReadonlyMap<string, EntraUser>;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly principals: ReadonlyMap<string, EntraServicePrincipal>;
  readonly registrations: ReadonlyMap<string, EntraApplication>;
  readonly principalOf: (appId: string) => EntraServicePrincipal | undefined;
  /** Privileged roles by object id of the holder; activated ones left out. */
  readonly roles: ReadonlyMap<string, readonly HeldRole[]>;
  /** Application permissions by object id of the service principal. */
  readonly permissions: (principalId: string, knowledge: Knowledge) => readonly HeldPermission[];
  readonly keys: (
    item: EntraApplication | EntraServicePrincipal,
  ) => readonly (EntraKey & { readonly where: Provenance })[];
  readonly owners: (item: EntraApplication | EntraServicePrincipal) => readonly string[] | undefined;
  readonly lastUse: (appId: string) => LastUse | undefined;
  readonly isFirstParty: (principal: EntraServicePrincipal) => boolean;
  readonly domains: readonly string[];
}

const indexes = new WeakMap<Inventory, EntraIndex>();

export function entraIndex(inventory: Inventory): EntraIndex {
  let index = indexes.get(inventory);
  if (index === undefined) {
    index = build(inventory);
    indexes.set(inventory, index);
  }
  return index;
}

function collect<T>(items: Iterable<T>, key: (it: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of items) {
    const list = groups.get(key(it));
    if (list === undefined) groups.set(key(it), [it]);
    else list.push(it);
  }
  return groups;
}

function build(inventory: Inventory): EntraIndex {
  const organization = inventory.of('entra.organization')[0];
  const principals = new Map(inventory.of('entra.service-principal').map((it) => [it.objectId, it]));
  const byAppId = new Map([...principals.values()].map((it) => [it.appId, it]));
  const assignments = collect(inventory.of('entra.app-role-assignment'), (it) => it.principalId);
  const ownersAsked = collect(inventory.of('entra.owner'), (it) => it.of);
  const federated = collect(inventory.of('entra.federated-credential'), (it) => it.of);
  const activity = new Map(inventory.of('entra.sign-in-activity').map((it) => [it.appId, it.last]));
  const activityKnown = inventory.collected('entra.sign-in-activity') === 'complete';
  const resolved = new Map<string, readonly HeldPermission[]>();
  return {
    tenant: {
      kind: 'tenant',
      id: organization?.id ?? 'entra:tenant',
      name: organization === undefined ? 'the tenant' : organization.name,
    },
    users: new Map(inventory.of('entra.user').map((it) => [it.objectId, it])),
    identities: new Map(
      inventory
        .of('identity')
        .flatMap((it) => (it.provider === 'entra' ? [[it.id.slice(it.id.lastIndexOf(':') + 1), it] as const] : [])),
    ),
    principals,
    registrations: new Map(inventory.of('entra.application').map((it) => [it.appId, it])),
    principalOf: (appId) => byAppId.get(appId),
    roles: heldRoles(inventory),
    permissions(principalId, knowledge) {
      let list = resolved.get(principalId);
      if (list === undefined) {
        list = (assignments.get(principalId) ?? []).map((it) =>
          permission(it, principals.get(it.resourceId), knowledge),
        );
        resolved.set(principalId, list);
      }
      return list;
    },
    keys: (item) => [
      ...(item.keys ?? []).map((key) => ({
        ...key,
        where: { ...item.where, path: [...(item.where.path ?? []), ...key.path] },
      })),
      ...(federated.get(item.objectId) ?? []).map((it) => ({
        ...it.key,
        where: { ...it.where, path: [...(it.where.path ?? []), ...it.key.path] },
      })),
    ],
    owners(item) {
      const asked = ownersAsked.get(item.objectId)?.map((it) => it.owner);
      if (item.owners === undefined) return asked;
      return asked === undefined ? item.owners : [...new Set([...item.owners, ...asked])];
    },
    lastUse(appId) {
      const last = activity.get(appId);
      if (last !== undefined) return { at: last };
      return activityKnown ? { never: true } : undefined;
    },
    isFirstParty: (it) => it.ownerTenant !== undefined && microsoftTenants.has(it.ownerTenant),
    domains: organization?.domains ?? inventory.of('entra.domain').map((it) => it.name),
  };
}

function permission(
  it: ItemOf<'entra.app-role-assignment'>,
  resource: EntraServicePrincipal | undefined,
  knowledge: Knowledge,
): HeldPermission {
  const own = resource?.permissions;
  const told = own !== undefined && Object.hasOwn(own, it.appRoleId) ? own[it.appRoleId] : undefined;
  const name = told ?? knowledge.permissionRisk(it.appRoleId, resource?.appId, 'application')?.name ?? it.appRoleId;
  return {
    where: it.where,
    name,
    api: resource?.appId,
    apiName: resource?.name ?? it.resourceId,
    // A permission of the same name of another API gives nothing in the directory.
    power: resource === undefined || /graph/i.test(resource.name) ? tenantPowers.get(name) : undefined,
  };
}

function heldRoles(inventory: Inventory): ReadonlyMap<string, readonly HeldRole[]> {
  const definitions = new Map(inventory.of('entra.role-definition').map((it) => [it.definitionId, it]));
  const assignments = inventory.of('entra.role-assignment');
  const activated = new Set(
    assignments.flatMap((it) => (it.state === 'activated' ? [`${it.principalId}/${it.definitionId}`] : [])),
  );
  const held = new Map<string, Map<string, HeldRole>>();
  for (const assignment of assignments) {
    const role = knownRoles.get(assignment.definitionId);
    const definition = definitions.get(assignment.definitionId);
    if (role === undefined && definition?.privileged !== true) continue;
    if (assignment.state === 'activated') continue;
    if (assignment.state === 'standing' && activated.has(`${assignment.principalId}/${assignment.definitionId}`))
      continue;
    let mine = held.get(assignment.principalId);
    if (mine === undefined) {
      mine = new Map();
      held.set(assignment.principalId, mine);
    }
    // roleAssignments and roleAssignmentScheduleInstances tell the same standing role twice.
    mine.set(`${assignment.state}/${assignment.definitionId}${assignment.scope}`, {
      assignment,
      name: role?.name ?? definition?.name ?? assignment.definitionName ?? assignment.definitionId,
      level: role?.level ?? 'high',
      known: role,
    });
  }
  return new Map([...held].map(([principal, mine]) => [principal, [...mine.values()]]));
}

/** Evidence at an item, or at a place below it. */
export function at(item: { readonly where: Provenance }, note: string, ...path: DocumentPath): CheckEvidence {
  if (path.length === 0) return { where: item.where, note };
  return { where: item.where, path: [...(item.where.path ?? []), ...path], note };
}

export function appSubject(item: EntraApplication | EntraServicePrincipal): Subject {
  return { kind: 'application', id: item.id, name: item.name };
}

/** The name of who stands behind an object id. */
export function nameOf(index: EntraIndex, objectId: string): string {
  return index.users.get(objectId)?.upn ?? index.principals.get(objectId)?.name ?? objectId;
}

export function userSubject(index: EntraIndex, objectId: string): Subject {
  const principal = index.principals.get(objectId);
  if (principal !== undefined) return { kind: 'application', id: principal.id, name: principal.name };
  return { kind: 'user', id: entraId.user(objectId), name: nameOf(index, objectId) };
}

/** Names as a person would list them: the first few, and how many more. */
export function listed(names: readonly string[], most = 4): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

export const day = 86_400_000;

/** Whole days from one time to another. */
export function daysBetween(from: string, to: number): number {
  return Math.floor((to - Date.parse(from)) / day);
}
