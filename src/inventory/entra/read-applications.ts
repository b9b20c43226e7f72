// SPDX-License-Identifier: Apache-2.0
// Applications, service principals, their credentials, and what was granted to them.
import type { EntraKey } from '../../model/inventory/entra.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields } from '../values.ts';
import { flag, id, known, objects, scopeList, sharedIds, text, texts, time } from './graph-values.ts';

type Key = EntraKey;

/** Credentials of an object: ids and dates. Values, hints and thumbprints stay behind. */
function keysOf(object: Fields): readonly Key[] | undefined {
  if (at(object, 'passwordCredentials') === undefined && at(object, 'keyCredentials') === undefined) return undefined;
  const read = (member: string, type: Key['type']): readonly Key[] =>
    objects(object, member).flatMap((it, index) => {
      // A signing certificate stands twice: for Sign with the private half and for Verify; one proves the application.
      if (text(it, 'usage') === 'Sign') return [];
      return [
        {
          keyId: id(it, 'keyId') ?? `${member}-${index}`,
          type,
          ...known('name', text(it, 'displayName')),
          ...known('start', time(it, 'startDateTime')),
          ...known('end', time(it, 'endDateTime')),
          path: [member, index],
        },
      ];
    });
  return [...read('passwordCredentials', 'client-secret'), ...read('keyCredentials', 'certificate')];
}

function federatedKey(it: Fields, path: readonly (string | number)[]): Key {
  const matching = below(it, 'claimsMatchingExpression');
  return {
    keyId: id(it, 'id') ?? text(it, 'name') ?? 'federated',
    type: 'federated',
    ...known('name', text(it, 'name')),
    ...known('issuer', text(it, 'issuer')),
    ...known('subject', text(it, 'subject')),
    audiences: texts(it, 'audiences'),
    ...known('expression', text(matching, 'value')),
    path,
  };
}

function redirects(object: Fields): readonly { readonly uri: string; readonly type: string }[] | undefined {
  const kinds = [
    ['web', 'web'],
    ['spa', 'spa'],
    ['publicClient', 'native'],
  ] as const;
  if (kinds.every(([member]) => at(object, member) === undefined)) return undefined;
  return kinds.flatMap(([member, type]) => texts(below(object, member), 'redirectUris').map((uri) => ({ uri, type })));
}

function ownersOf(object: Fields): readonly string[] | undefined {
  if (at(object, 'owners') === undefined) return undefined;
  return objects(object, 'owners').flatMap((it) => id(it, 'id') ?? []);
}

/** A registration: the application at home. */
export function* readApplication(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  const appId = id(object, 'appId');
  if (objectId === undefined) return;
  for (const [index, it] of objects(object, 'federatedIdentityCredentials').entries()) {
    yield* readFederatedCredential(it, where, objectId, ['federatedIdentityCredentials', index]);
  }
  // An answer to `$select=id&$expand=federatedIdentityCredentials` says nothing else of the application.
  if (appId === undefined || text(object, 'displayName') === undefined) return;
  const implicit = below(below(object, 'web'), 'implicitGrantSettings');
  const lock = at(object, 'servicePrincipalLockConfiguration');
  yield {
    kind: 'entra.application',
    id: entraId.app(objectId),
    provider: 'entra',
    where,
    objectId,
    appId,
    name: text(object, 'displayName') ?? appId,
    ...known('audience', text(object, 'signInAudience')),
    ...known('publisherDomain', text(object, 'publisherDomain')),
    ...known('verifiedPublisher', text(below(object, 'verifiedPublisher'), 'displayName')),
    ...known('created', time(object, 'createdDateTime')),
    ...known('implicitAccessTokens', flag(implicit, 'enableAccessTokenIssuance')),
    ...known('implicitIdTokens', flag(implicit, 'enableIdTokenIssuance')),
    ...known(
      'publicClientFlows',
      at(object, 'isFallbackPublicClient') === null ? false : flag(object, 'isFallbackPublicClient'),
    ),
    ...known('lock', lock === undefined ? undefined : lockOf(object)),
    ...known('redirectUris', redirects(object)),
    ...known('keys', keysOf(object)),
    ...known('owners', ownersOf(object)),
    ...known('homepage', text(below(object, 'web'), 'homePageUrl')),
    ...known(
      'requested',
      at(object, 'requiredResourceAccess') === undefined
        ? undefined
        : objects(object, 'requiredResourceAccess').flatMap((api) =>
            objects(api, 'resourceAccess').map((it) => `${id(api, 'resourceAppId') ?? ''}/${id(it, 'id') ?? ''}`),
          ),
    ),
  };
}

/** Graph gives null for a registration on which no lock was ever set. */
function lockOf(object: Fields): { readonly enabled: boolean; readonly all: boolean } {
  const lock = below(object, 'servicePrincipalLockConfiguration');
  return { enabled: flag(lock, 'isEnabled') === true, all: flag(lock, 'allProperties') === true };
}

/** What an application is in this tenant. */
export function* readServicePrincipal(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  const appId = id(object, 'appId');
  if (objectId === undefined || appId === undefined) return;
  const permissions = objects(object, 'appRoles').flatMap((it) => {
    const [role, value] = [id(it, 'id'), text(it, 'value')];
    return role === undefined || value === undefined ? [] : [[role, value] as const];
  });
  const replies = at(object, 'replyUrls') === undefined ? undefined : texts(object, 'replyUrls');
  const keys = keysOf(object);
  yield {
    kind: 'entra.service-principal',
    id: entraId.servicePrincipal(objectId),
    provider: 'entra',
    where,
    objectId,
    appId,
    name: text(object, 'displayName') ?? text(object, 'appDisplayName') ?? appId,
    type: text(object, 'servicePrincipalType') ?? 'Application',
    ...known('ownerTenant', id(object, 'appOwnerOrganizationId')),
    ...known('enabled', flag(object, 'accountEnabled')),
    ...known('assignmentRequired', flag(object, 'appRoleAssignmentRequired')),
    ...known('verifiedPublisher', text(below(object, 'verifiedPublisher'), 'displayName')),
    ...known('publisher', text(object, 'publisherName')),
    ...known(
      'created',
      time(object, 'createdDateTime') ?? time(below(object, 'additionalProperties'), 'createdDateTime'),
    ),
    ...known(
      'redirectUris',
      replies?.map((uri) => ({ uri, type: 'web' })),
    ),
    ...known('homepage', text(object, 'homepage')),
    ...known('keys', keys),
    ...known('owners', ownersOf(object)),
    ...known('tags', at(object, 'tags') === undefined ? undefined : texts(object, 'tags')),
    ...(permissions.length === 0 ? {} : { permissions: Object.fromEntries(permissions) }),
  };
  for (const it of objects(object, 'appRoleAssignments')) yield* readAppRoleAssignment(it, where);
}

const servicePrincipalId = sharedIds(entraId.servicePrincipal);
const userId = sharedIds(entraId.user);

/** `POST /oauth2PermissionGrants` calls the whole tenant AllPrincipals, and one user Principal. */
export function* readDelegatedGrant(object: Fields, where: Provenance): Iterable<Item> {
  const client = id(object, 'clientId');
  const scopes = scopeList(text(object, 'scope'));
  if (client === undefined) return;
  const everybody = text(object, 'consentType') === 'AllPrincipals';
  const principal = id(object, 'principalId');
  const resource = id(object, 'resourceId');
  // Microsoft calls both times unused; the beta's startTime is what there is of the day of consent.
  const created = time(object, 'startTime') ?? time(object, 'createdDateTime');
  yield {
    kind: 'grant',
    id: `entra:grant:${text(object, 'id') ?? `${client}/${principal ?? 'all'}/${resource ?? ''}`}`,
    provider: 'entra',
    where,
    type: 'delegated',
    to: servicePrincipalId(client),
    ...(everybody
      ? { principal: 'all-users', consent: 'admin' as const }
      : principal === undefined
        ? {}
        : { principal: userId(principal) }),
    ...(resource === undefined ? {} : { resource: servicePrincipalId(resource) }),
    permissions: scopes,
    ...known('created', created),
  };
}

/** Of applications only: users and groups that are assigned to an application say who may use it, not what it may do. */
export function* readAppRoleAssignment(object: Fields, where: Provenance): Iterable<Item> {
  const principalId = id(object, 'principalId');
  const resourceId = id(object, 'resourceId');
  const appRoleId = id(object, 'appRoleId');
  const type = text(object, 'principalType');
  if (principalId === undefined || resourceId === undefined || appRoleId === undefined) return;
  if (type !== undefined && type !== 'ServicePrincipal') return;
  // The role of all zeros is access without a role.
  if (/^[0-]+$/.test(appRoleId)) return;
  yield {
    kind: 'entra.app-role-assignment',
    id: `entra:app-role-assignment:${text(object, 'id') ?? `${principalId}/${resourceId}/${appRoleId}`}`,
    provider: 'entra',
    where,
    principalId,
    resourceId,
    appRoleId,
    ...known('created', time(object, 'createdDateTime') ?? time(object, 'creationTimestamp')),
  };
}

export function* readFederatedCredential(
  object: Fields,
  where: Provenance,
  of: string | undefined,
  path: readonly (string | number)[] = [],
): Iterable<Item> {
  if (of === undefined) return;
  const key = federatedKey(object, path);
  yield {
    kind: 'entra.federated-credential',
    id: `entra:federated-credential:${of}/${key.keyId}`,
    provider: 'entra',
    where,
    of,
    key,
  };
}

export function* readOwner(object: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const owner = id(object, 'id');
  if (owner === undefined || of === undefined) return;
  yield { kind: 'entra.owner', id: `entra:owner:${of}/${owner}`, provider: 'entra', where, of, owner };
}

/** When an application or one of its credentials was last used: reports of the beta. */
export function* readActivity(object: Fields, where: Provenance): Iterable<Item> {
  const appId = id(object, 'appId');
  const keyId = id(object, 'keyId');
  const members = [
    'lastSignInActivity',
    'delegatedClientSignInActivity',
    'applicationAuthenticationClientSignInActivity',
    'signInActivity',
  ];
  const times = members.flatMap((member) => time(below(object, member), 'lastSignInDateTime') ?? []);
  const last = times.toSorted().at(-1);
  if (keyId !== undefined) {
    yield {
      kind: 'entra.key-activity',
      id: `entra:key-activity:${keyId}`,
      provider: 'entra',
      where,
      keyId,
      ...known('last', last),
    };
  } else if (appId !== undefined) {
    yield {
      kind: 'entra.sign-in-activity',
      id: `entra:sign-in-activity:${appId}`,
      provider: 'entra',
      where,
      appId,
      ...known('last', last),
    };
  }
}
