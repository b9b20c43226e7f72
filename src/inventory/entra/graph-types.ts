// SPDX-License-Identifier: Apache-2.0
// Which kind of Graph object a value is: by the path that was asked, by `@odata.context`, or by its shape.
import type { ItemKind } from '../../model/inventory/item.ts';
import { at, type Fields } from '../values.ts';
import { text } from './graph-values.ts';

export const graphTypes = [
  'applications',
  'servicePrincipals',
  'oauth2PermissionGrants',
  'appRoleAssignments',
  'applicationOwners',
  'servicePrincipalOwners',
  'federatedIdentityCredentials',
  'users',
  'userRegistrationDetails',
  'groups',
  'groupMembers',
  'directoryRoles',
  'roleDefinitions',
  'roleAssignments',
  'roleEligibility',
  'roleAssignmentSchedules',
  'authorizationPolicy',
  'permissionGrantPolicies',
  'adminConsentRequestPolicy',
  'defaultAppManagementPolicy',
  'appManagementPolicies',
  'conditionalAccessPolicies',
  'namedLocations',
  'authenticationStrengths',
  'authenticationMethodsPolicy',
  'securityDefaults',
  'crossTenantDefault',
  'servicePrincipalSignInActivities',
  'appCredentialSignInActivities',
  'organization',
  'domains',
  'settings',
  'riskyUsers',
  'riskyServicePrincipals',
  'roleManagementPolicyAssignments',
  'accessReviews',
  'roleManagementAlerts',
  'applicationAccessPolicies',
] as const;
export type GraphType = (typeof graphTypes)[number];

/** The end of a path or context -> type. The first that fits counts. */
const endings: readonly (readonly [RegExp, GraphType])[] = [
  [/oauth2permissiongrants$/, 'oauth2PermissionGrants'],
  [/approleassign(?:ments|edto)$/, 'appRoleAssignments'],
  [/applications(?:\/[^/]+|\([^)]+\))\/owners$/, 'applicationOwners'],
  [/serviceprincipals(?:\/[^/]+|\([^)]+\))\/owners$/, 'servicePrincipalOwners'],
  [/federatedidentitycredentials$/, 'federatedIdentityCredentials'],
  [/appmanagementpolicies$/, 'appManagementPolicies'],
  [/defaultappmanagementpolicy$/, 'defaultAppManagementPolicy'],
  [/serviceprincipalsigninactivities$/, 'servicePrincipalSignInActivities'],
  [/appcredentialsigninactivities$/, 'appCredentialSignInActivities'],
  [/userregistrationdetails$/, 'userRegistrationDetails'],
  [/riskyserviceprincipals$/, 'riskyServicePrincipals'],
  [/riskyusers$/, 'riskyUsers'],
  [/rolemanagementpolicyassignments$/, 'roleManagementPolicyAssignments'],
  [/accessreviews\/definitions$/, 'accessReviews'],
  [/rolemanagementalerts\/alerts$/, 'roleManagementAlerts'],
  [/applicationaccesspolic(?:y|ies)$/, 'applicationAccessPolicies'],
  [/conditionalaccess\/policies$/, 'conditionalAccessPolicies'],
  [/namedlocations$/, 'namedLocations'],
  [/authenticationstrength(?:s|policies|\/policies)$/, 'authenticationStrengths'],
  [/authenticationmethodspolicy$/, 'authenticationMethodsPolicy'],
  [/identitysecuritydefaultsenforcementpolicy$/, 'securityDefaults'],
  [/crosstenantaccesspolicy\/default$/, 'crossTenantDefault'],
  [/authorizationpolicy$/, 'authorizationPolicy'],
  [/permissiongrantpolicies$/, 'permissionGrantPolicies'],
  [/adminconsentrequestpolicy$/, 'adminConsentRequestPolicy'],
  [/roledefinitions$/, 'roleDefinitions'],
  [/roleassignmentscheduleinstances$/, 'roleAssignmentSchedules'],
  [/roleeligibilityscheduleinstances$/, 'roleEligibility'],
  [/roleassignments$/, 'roleAssignments'],
  [/directoryroles$/, 'directoryRoles'],
  [/groups\/[^/]+\/(?:transitive)?members$/, 'groupMembers'],
  [/(?:^|\/)(?:group)?settings$/, 'settings'],
  [/organization$/, 'organization'],
  [/domains$/, 'domains'],
  [/applications$/, 'applications'],
  [/serviceprincipals$/, 'servicePrincipals'],
  [/(?:^|\/)groups\/[0-9a-f-]{36}$/, 'groups'],
  [/groups$/, 'groups'],
  [/users$/, 'users'],
];

/** The type that a path (`/v1.0/policies/authorizationPolicy?$select=id`) or a context asks for. */
export function typeOfPath(path: string): GraphType | undefined {
  const plain = path
    .slice(0, 1_024)
    .toLowerCase()
    .replace(/[?].*$/, '')
    .replace(/\/\$entity$/, '');
  // A context's `applications(id,appId,owners())` names the fields that were selected.
  const bare = plain.endsWith(')') ? plain.slice(0, openingOf(plain)) : plain;
  // Intune, access packages and others have roles of their own, listed by the same names.
  if (/(?:^|\/)(?:devicemanagement|rolemanagement\/(?!directory\/)[a-z]{1,40})\/role[a-z]{1,40}$/.test(bare))
    return undefined;
  return endings.find(([ending]) => ending.test(bare))?.[1];
}

/** Where the bracket opens that the last character closes. */
function openingOf(value: string): number {
  let depth = 0;
  for (let index = value.length - 1; index >= 0; index--) {
    if (value[index] === ')') depth++;
    if (value[index] === '(') depth--;
    if (depth === 0) return index;
  }
  return value.length;
}

export const contextPattern =
  /"@odata\.context"\s*:\s*"https:\/\/[a-z0-9.-]{1,80}\/(?:v1\.0|beta)\/\$metadata#([^"]{1,1000})"/i;

const shapes: readonly (readonly [readonly string[], GraphType])[] = [
  [['clientId', 'consentType', 'resourceId'], 'oauth2PermissionGrants'],
  [['appRoleId', 'principalId', 'resourceId'], 'appRoleAssignments'],
  // These name an application or its type too.
  [['appId', 'keyId', 'credentialOrigin'], 'appCredentialSignInActivities'],
  [['appId', 'riskState'], 'riskyServicePrincipals'],
  [['appId', 'servicePrincipalType'], 'servicePrincipals'],
  [['appId', 'signInAudience'], 'applications'],
  [['conditions', 'state', 'grantControls'], 'conditionalAccessPolicies'],
  [['isMfaRegistered', 'methodsRegistered'], 'userRegistrationDetails'],
  [['defaultUserRolePermissions'], 'authorizationPolicy'],
  [['requestDurationInDays', 'reviewers'], 'adminConsentRequestPolicy'],
  [['applicationRestrictions', 'servicePrincipalRestrictions'], 'defaultAppManagementPolicy'],
  [['restrictions', 'isEnabled'], 'appManagementPolicies'],
  [['authenticationMethodConfigurations'], 'authenticationMethodsPolicy'],
  [['allowedCombinations', 'policyType'], 'authenticationStrengths'],
  [['b2bCollaborationInbound', 'b2bCollaborationOutbound'], 'crossTenantDefault'],
  [['rolePermissions', 'isBuiltIn'], 'roleDefinitions'],
  [['roleDefinitionId', 'policyId', 'scopeType'], 'roleManagementPolicyAssignments'],
  [['includes', 'excludes', 'displayName'], 'permissionGrantPolicies'],
  [['scope', 'reviewers', 'settings'], 'accessReviews'],
  [['roleDefinitionId', 'principalId', 'assignmentType'], 'roleAssignmentSchedules'],
  [['roleDefinitionId', 'principalId', 'memberType'], 'roleEligibility'],
  [['roleDefinitionId', 'principalId'], 'roleAssignments'],
  [['roleTemplateId', 'displayName'], 'directoryRoles'],
  [['verifiedDomains', 'displayName'], 'organization'],
  [['userPrincipalName', 'riskState'], 'riskyUsers'],
  [['userPrincipalName', 'id'], 'users'],
  [['issuer', 'subject', 'audiences'], 'federatedIdentityCredentials'],
  [['appId', 'accessRight', 'policyScopeGroupId'], 'applicationAccessPolicies'],
  [['appId', 'accessRight', 'scopeIdentity'], 'applicationAccessPolicies'],
];

/** What an object without a path or context is, where its members leave no doubt. */
export function typeOfShape(object: Fields): GraphType | undefined {
  return shapes.find(([keys]) => keys.every((key) => at(object, key) !== undefined))?.[1];
}

/** Whether objects of this shape can come from nowhere else, so that a file without a context may be claimed. */
export function claimsByShape(head: string): boolean {
  const found = new Set(
    Array.from(head.slice(0, 16_384).matchAll(/"([A-Za-z][A-Za-z0-9]{1,40})"\s*:/g), (it) =>
      (it[1] ?? '').toLowerCase(),
    ),
  );
  return sure.some((keys) => keys.every((key) => found.has(key.toLowerCase())));
}

const sure: readonly (readonly string[])[] = [
  ['appId', 'signInAudience', 'passwordCredentials'],
  ['appId', 'servicePrincipalType'],
  ['clientId', 'consentType', 'resourceId', 'scope'],
  ['appRoleId', 'principalId', 'resourceId'],
  ['conditions', 'state', 'grantControls', 'clientAppTypes'],
  ['defaultUserRolePermissions', 'allowInvitesFrom'],
  ['appId', 'keyId', 'credentialOrigin', 'signInActivity'],
  ['riskState', 'riskLevel', 'riskLastUpdatedDateTime'],
  ['isMfaRegistered', 'isMfaCapable', 'methodsRegistered'],
  ['roleDefinitionId', 'principalId', 'directoryScopeId'],
  ['roleDefinitionId', 'policyId', 'scopeType', 'scopeId'],
  ['includes', 'excludes', 'permissionClassification', 'clientApplicationIds'],
  ['applicationRestrictions', 'servicePrincipalRestrictions'],
  ['b2bCollaborationInbound', 'b2bCollaborationOutbound'],
  ['scope', 'reviewers', 'settings', 'recurrence', 'query'],
  ['appId', 'accessRight', 'scopeIdentity'],
];

/** Kinds of items that each type tells. */
export const typeTells: Readonly<Record<GraphType, readonly ItemKind[]>> = {
  applications: ['entra.application', 'application', 'credential'],
  servicePrincipals: ['entra.service-principal', 'application', 'identity'],
  oauth2PermissionGrants: ['grant'],
  appRoleAssignments: ['entra.app-role-assignment', 'grant'],
  applicationOwners: ['entra.owner'],
  servicePrincipalOwners: ['entra.owner'],
  federatedIdentityCredentials: ['entra.federated-credential'],
  users: ['entra.user', 'identity'],
  userRegistrationDetails: ['entra.registration'],
  groups: ['entra.group'],
  groupMembers: [],
  directoryRoles: ['entra.role-assignment'],
  roleDefinitions: ['entra.role-definition'],
  roleAssignments: ['entra.role-assignment'],
  roleEligibility: ['entra.role-assignment'],
  roleAssignmentSchedules: ['entra.role-assignment'],
  authorizationPolicy: ['entra.authorization-policy'],
  permissionGrantPolicies: ['entra.permission-grant-policy'],
  adminConsentRequestPolicy: ['entra.admin-consent-policy'],
  defaultAppManagementPolicy: ['entra.app-management-policy'],
  appManagementPolicies: ['entra.app-management-policy'],
  conditionalAccessPolicies: ['entra.conditional-access-policy'],
  namedLocations: ['entra.named-location'],
  authenticationStrengths: ['entra.authentication-strength'],
  authenticationMethodsPolicy: ['entra.authentication-methods'],
  securityDefaults: ['entra.security-defaults'],
  crossTenantDefault: ['entra.cross-tenant-policy'],
  servicePrincipalSignInActivities: ['entra.sign-in-activity'],
  appCredentialSignInActivities: ['entra.key-activity'],
  organization: ['entra.organization'],
  domains: ['entra.domain'],
  settings: ['entra.directory-setting'],
  riskyUsers: ['entra.risky-principal'],
  riskyServicePrincipals: ['entra.risky-principal'],
  roleManagementPolicyAssignments: ['entra.role-policy'],
  accessReviews: ['entra.access-review'],
  roleManagementAlerts: ['entra.role-alert'],
  applicationAccessPolicies: ['entra.mailbox-limit'],
};

/** Of an object with a type of its own (`#microsoft.graph.user`), as members and owners have. */
export function odataType(object: Fields): string | undefined {
  return text(object, '@odata.type')?.replace('#microsoft.graph.', '');
}
