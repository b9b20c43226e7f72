// SPDX-License-Identifier: Apache-2.0
// One answer of Microsoft Graph to items: pages that the collector saved, and answers that people saved themselves.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { ResponseReader } from '../collect/collector.ts';
import { at, type Fields, isFields } from '../values.ts';
import { type GraphType, odataType, typeOfPath, typeOfShape, typeTells } from './graph-types.ts';
import { camelCase, text } from './graph-values.ts';
import {
  readActivity,
  readApplication,
  readAppRoleAssignment,
  readDelegatedGrant,
  readFederatedCredential,
  readOwner,
  readServicePrincipal,
} from './read-applications.ts';
import { readAccessReview, readMailboxLimit, readRoleAlert, readRolePolicy, readSponsors } from './read-governance.ts';
import {
  readDirectoryRole,
  readDomain,
  readGroup,
  readOrganization,
  readRegistration,
  readRisky,
  readRoleAssignment,
  readRoleDefinition,
  readUser,
} from './read-people.ts';
import {
  readAdminConsentPolicy,
  readAppManagementPolicy,
  readAuthenticationMethods,
  readAuthenticationStrength,
  readAuthorizationPolicy,
  readConditionalAccessPolicy,
  readCrossTenant,
  readDirectorySetting,
  readNamedLocation,
  readPermissionGrantPolicy,
  readSecurityDefaults,
} from './read-policies.ts';

/** @param of object id of what a list belongs to, where the list itself does not say */
type ReadObject = (object: Fields, where: Provenance, of: string | undefined) => Iterable<Item>;

const byType: Readonly<Record<GraphType, ReadObject>> = {
  applications: readApplication,
  servicePrincipals: readServicePrincipal,
  oauth2PermissionGrants: readDelegatedGrant,
  appRoleAssignments: readAppRoleAssignment,
  applicationOwners: readOwner,
  servicePrincipalOwners: readOwner,
  federatedIdentityCredentials: (object, where, of) => readFederatedCredential(object, where, of),
  users: readUserWithSponsors,
  userRegistrationDetails: readRegistration,
  groups: readGroup,
  groupMembers: () => [],
  directoryRoles: readDirectoryRole,
  roleDefinitions: readRoleDefinition,
  roleAssignments: (object, where) => readRoleAssignment(object, where, 'standing'),
  roleAssignmentSchedules: (object, where) => readRoleAssignment(object, where, 'standing'),
  roleEligibility: (object, where) => readRoleAssignment(object, where, 'eligible'),
  authorizationPolicy: readAuthorizationPolicy,
  permissionGrantPolicies: readPermissionGrantPolicy,
  adminConsentRequestPolicy: readAdminConsentPolicy,
  defaultAppManagementPolicy: (object, where) => readAppManagementPolicy(object, where, true),
  appManagementPolicies: (object, where) => readAppManagementPolicy(object, where, false),
  conditionalAccessPolicies: readConditionalAccessPolicy,
  namedLocations: readNamedLocation,
  authenticationStrengths: readAuthenticationStrength,
  authenticationMethodsPolicy: readAuthenticationMethods,
  securityDefaults: readSecurityDefaults,
  crossTenantDefault: readCrossTenant,
  servicePrincipalSignInActivities: readActivity,
  appCredentialSignInActivities: readActivity,
  organization: readOrganization,
  domains: readDomain,
  settings: readDirectorySetting,
  riskyUsers: readRisky,
  riskyServicePrincipals: readRisky,
  roleManagementPolicyAssignments: readRolePolicy,
  accessReviews: readAccessReview,
  roleManagementAlerts: readRoleAlert,
  applicationAccessPolicies: readMailboxLimit,
};

/** An answer to `$select=id,userPrincipalName&$expand=sponsors` says nothing else of the user. */
function* readUserWithSponsors(object: Fields, where: Provenance): Iterable<Item> {
  yield* readSponsors(object, where);
  const alone = at(object, 'accountEnabled') === undefined && at(object, 'displayName') === undefined;
  if (at(object, 'sponsors') === undefined || !alone) yield* readUser(object, where);
}

/** Members of a `directoryObjects` list say themselves what they are. */
const byOdataType: ReadonlyMap<string, GraphType> = new Map<string, GraphType>([
  ['application', 'applications'],
  ['servicePrincipal', 'servicePrincipals'],
  ['user', 'users'],
  ['group', 'groups'],
]);

/** The items of one object of Graph. PowerShell's spelling (`AppId`) is understood. */
export function* readGraphObject(
  value: unknown,
  where: Provenance,
  type: GraphType | undefined,
  of?: string,
): Iterable<Item> {
  if (!isFields(value)) return;
  const powerShell = ['Id', 'AppId'].some((key) => at(value, key) !== undefined) && at(value, 'id') === undefined;
  const object = powerShell ? camelCase(value) : value;
  if (!isFields(object)) return;
  const found = type ?? byOdataType.get(odataType(object) ?? '') ?? typeOfShape(object);
  if (found !== undefined) yield* byType[found](object, where, of);
}

/** The object that a path is about: `/applications/GUID/owners` is about GUID. */
export function objectOfPath(path: string): string | undefined {
  return /\/([0-9a-f]{8}-[0-9a-f-]{27})\/[a-z]+(?:[.?].*)?$/i.exec(path.slice(0, 1_024))?.[1]?.toLowerCase();
}

function contextType(body: Fields): GraphType | undefined {
  const context = text(body, '@odata.context');
  return context === undefined ? undefined : typeOfPath(context.slice(context.indexOf('#') + 1));
}

/**
 * Turns one answer of Microsoft Graph into items.
 *
 * @see https://learn.microsoft.com/graph/paging
 */
export const readEntraResponse: ResponseReader = function* (path, body, where, collected) {
  if (!isFields(body) || at(body, 'error') !== undefined) return;
  const type = typeOfPath(path) ?? contextType(body);
  for (const kind of type === undefined ? [] : typeTells[type]) {
    collected({ kind, provider: 'entra', complete: true });
  }
  const list = at(body, 'value');
  if (!Array.isArray(list)) {
    yield* readGraphObject(body, where, type, objectOfPath(path));
    return;
  }
  const of = objectOfPath(path);
  const base = where.path ?? [];
  for (const [index, value] of list.entries()) {
    yield* readGraphObject(value, { ...where, path: [...base, 'value', index] }, type, of);
  }
};
