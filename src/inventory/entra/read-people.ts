// SPDX-License-Identifier: Apache-2.0
// Users, groups, roles and who holds them.
import { entraId } from '../../model/inventory/entra-roles.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields } from '../values.ts';
import { odataType } from './graph-types.ts';
import { flag, id, known, number, objects, text, texts, time } from './graph-values.ts';

export function* readUser(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  const upn = text(object, 'userPrincipalName');
  if (objectId === undefined || upn === undefined) return;
  const type = text(object, 'userType')?.toLowerCase();
  const activity = below(object, 'signInActivity');
  // The others are of attempts, those of somebody who guesses passwords too.
  const successful = time(activity, 'lastSuccessfulSignInDateTime');
  const attempt = time(activity, 'lastSignInDateTime');
  const interactive = attempt !== undefined && successful !== undefined && attempt > successful ? successful : attempt;
  const uses = successful === undefined ? [attempt, time(activity, 'lastNonInteractiveSignInDateTime')] : [successful];
  // A user without any sign-in has no signInActivity in a listing that asked for it; with null it was asked for.
  const signInKnown = at(object, 'signInActivity') !== undefined;
  const synced = at(object, 'onPremisesSyncEnabled') === null ? false : flag(object, 'onPremisesSyncEnabled');
  yield {
    kind: 'entra.user',
    id: entraId.user(objectId),
    provider: 'entra',
    where,
    objectId,
    upn,
    ...known('name', text(object, 'displayName')),
    ...known('mail', text(object, 'mail')),
    ...(type === 'member' || type === 'guest' ? { type } : /#ext#/i.test(upn) ? { type: 'guest' as const } : {}),
    ...known('enabled', flag(object, 'accountEnabled')),
    ...known('synced', synced),
    ...known('created', time(object, 'createdDateTime')),
    ...known(
      'lastSignIn',
      uses
        .filter((it) => it !== undefined)
        .toSorted()
        .at(-1),
    ),
    ...known('lastInteractive', interactive),
    signInKnown,
    ...known('passwordChanged', time(object, 'lastPasswordChangeDateTime')),
    ...known('passwordPolicies', text(object, 'passwordPolicies')),
    ...known('employeeId', text(object, 'employeeId')),
    ...known('leaves', time(object, 'employeeLeaveDateTime')),
  };
}

export function* readRegistration(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  if (objectId === undefined) return;
  yield {
    kind: 'entra.registration',
    id: `entra:registration:${objectId}`,
    provider: 'entra',
    where,
    objectId,
    methods: texts(object, 'methodsRegistered'),
  };
}

export function* readGroup(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  if (objectId === undefined) return;
  const members = at(object, 'members') === undefined ? undefined : objects(object, 'members');
  const owners = at(object, 'owners') === undefined ? undefined : objects(object, 'owners');
  yield {
    kind: 'entra.group',
    id: entraId.group(objectId),
    provider: 'entra',
    where,
    objectId,
    name: text(object, 'displayName') ?? objectId,
    ...known('roleAssignable', flag(object, 'isAssignableToRole')),
    ...known(
      'members',
      members?.flatMap((it) => id(it, 'id') ?? []),
    ),
    ...known(
      'owners',
      owners?.flatMap((it) => id(it, 'id') ?? []),
    ),
  };
}

export function* readRoleDefinition(object: Fields, where: Provenance): Iterable<Item> {
  const definitionId = id(object, 'templateId') ?? id(object, 'id');
  if (definitionId === undefined) return;
  yield {
    kind: 'entra.role-definition',
    id: `entra:role-definition:${definitionId}`,
    provider: 'entra',
    where,
    definitionId,
    name: text(object, 'displayName') ?? definitionId,
    ...known('privileged', flag(object, 'isPrivileged')),
    actions: objects(object, 'rolePermissions').flatMap((it) => texts(it, 'allowedResourceActions')),
  };
}

type RoleState = 'standing' | 'eligible' | 'activated';

export function* readRoleAssignment(object: Fields, where: Provenance, listed: RoleState): Iterable<Item> {
  const definitionId = id(object, 'roleDefinitionId');
  const principalId = id(object, 'principalId');
  if (definitionId === undefined || principalId === undefined) return;
  const state: RoleState = text(object, 'assignmentType') === 'Activated' ? 'activated' : listed;
  const principal = below(object, 'principal');
  const scope = text(object, 'directoryScopeId') ?? text(object, 'appScopeId') ?? '/';
  yield {
    kind: 'entra.role-assignment',
    id: `entra:role-assignment:${state}/${principalId}/${definitionId}${scope}`,
    provider: 'entra',
    where,
    definitionId,
    ...known('definitionName', text(below(object, 'roleDefinition'), 'displayName')),
    principalId,
    ...known('principalType', odataType(principal)),
    ...known('principalName', text(principal, 'userPrincipalName') ?? text(principal, 'displayName')),
    scope,
    state,
    ...known('ends', time(object, 'endDateTime')),
  };
}

/** `directoryRoles?$expand=members`: the older list of roles with who holds them. */
export function* readDirectoryRole(object: Fields, where: Provenance): Iterable<Item> {
  const definitionId = id(object, 'roleTemplateId');
  if (definitionId === undefined) return;
  for (const member of objects(object, 'members')) {
    const principalId = id(member, 'id');
    if (principalId === undefined) continue;
    yield {
      kind: 'entra.role-assignment',
      id: `entra:role-assignment:standing/${principalId}/${definitionId}/`,
      provider: 'entra',
      where,
      definitionId,
      ...known('definitionName', text(object, 'displayName')),
      principalId,
      ...known('principalType', odataType(member)),
      ...known('principalName', text(member, 'userPrincipalName') ?? text(member, 'displayName')),
      scope: '/',
      state: 'standing',
    };
  }
}

export function* readRisky(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  if (objectId === undefined) return;
  const upn = text(object, 'userPrincipalName');
  yield {
    kind: 'entra.risky-principal',
    id: `entra:risky-principal:${objectId}`,
    provider: 'entra',
    where,
    type: upn === undefined ? 'service-principal' : 'user',
    objectId,
    name: upn ?? text(object, 'displayName') ?? objectId,
    level: text(object, 'riskLevel') ?? 'unknown',
    state: text(object, 'riskState') ?? 'unknown',
    ...known('updated', time(object, 'riskLastUpdatedDateTime')),
  };
}

export function* readOrganization(object: Fields, where: Provenance): Iterable<Item> {
  const tenantId = id(object, 'id');
  if (tenantId === undefined) return;
  yield {
    kind: 'entra.organization',
    id: `entra:tenant:${tenantId}`,
    provider: 'entra',
    where,
    tenantId,
    name: text(object, 'displayName') ?? tenantId,
    domains: objects(object, 'verifiedDomains').flatMap((it) => text(it, 'name')?.toLowerCase() ?? []),
    ...known('synced', flag(object, 'onPremisesSyncEnabled')),
  };
}

export function* readDomain(object: Fields, where: Provenance): Iterable<Item> {
  const name = id(object, 'id');
  if (name === undefined) return;
  const authentication = text(object, 'authenticationType');
  yield {
    kind: 'entra.domain',
    id: `entra:domain:${name}`,
    provider: 'entra',
    where,
    name,
    ...known('verified', flag(object, 'isVerified')),
    ...known('federated', authentication === undefined ? undefined : authentication === 'Federated'),
    ...known('passwordValidityDays', number(object, 'passwordValidityPeriodInDays')),
  };
}
