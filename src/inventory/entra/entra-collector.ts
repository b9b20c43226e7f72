// SPDX-License-Identifier: Apache-2.0
// Which calls of Microsoft Graph tell the inventory of a tenant, with the least permission that Microsoft documents for each.
import { TokenwardError } from '../../model/error.ts';
import type { Call, CollectOptions, Collector } from '../collect/collector.ts';
import { below, type Fields, isFields } from '../values.ts';
import { type GraphCloud, graphClouds, graphToken } from './entra-token.ts';
import { typeOfPath, typeTells } from './graph-types.ts';
import { id, objects, text, texts } from './graph-values.ts';

/** Path -> least permission. `?`: needs a licence (Entra ID P1 or P2, workload identities) or is not in every cloud. */
const reads: readonly (readonly [path: string, permission: string, optional?: '?'])[] = [
  ['/v1.0/organization', 'Organization.Read.All'],
  ['/v1.0/domains', 'Domain.Read.All'],
  ['/v1.0/policies/authorizationPolicy', 'Policy.Read.All'],
  ['/v1.0/policies/permissionGrantPolicies', 'Policy.Read.PermissionGrant'],
  ['/v1.0/policies/adminConsentRequestPolicy', 'Policy.Read.All'],
  ['/v1.0/policies/defaultAppManagementPolicy', 'Policy.Read.ApplicationConfiguration'],
  ['/v1.0/policies/appManagementPolicies?$expand=appliesTo', 'Policy.Read.ApplicationConfiguration', '?'],
  ['/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', 'Policy.Read.All'],
  ['/v1.0/policies/authenticationMethodsPolicy', 'Policy.Read.AuthenticationMethod'],
  ['/v1.0/policies/authenticationStrengthPolicies', 'Policy.Read.All', '?'],
  ['/v1.0/policies/crossTenantAccessPolicy/default', 'Policy.Read.All', '?'],
  // The beta knows session controls that v1.0 leaves out: continuousAccessEvaluation, authenticationFlows.
  ['/beta/identity/conditionalAccess/policies', 'Policy.Read.All', '?'],
  ['/v1.0/identity/conditionalAccess/namedLocations', 'Policy.Read.All', '?'],
  ['/v1.0/groupSettings', 'GroupSettings.Read.All'],
  ['/beta/roleManagement/directory/roleDefinitions', 'RoleManagement.Read.Directory'],
  ['/v1.0/roleManagement/directory/roleAssignments?$expand=principal', 'RoleManagement.Read.Directory'],
  ['/v1.0/roleManagement/directory/roleAssignmentScheduleInstances', 'RoleAssignmentSchedule.Read.Directory', '?'],
  [
    '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal',
    'RoleEligibilitySchedule.Read.Directory',
    '?',
  ],
  [
    "/beta/identityGovernance/roleManagementAlerts/alerts?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=alertIncidents",
    'RoleManagementAlert.Read.Directory',
    '?',
  ],
  [
    '/v1.0/groups?$filter=isAssignableToRole eq true&$select=id,displayName,isAssignableToRole&$expand=members($select=id)&$top=100',
    'GroupMember.Read.All',
    '?',
  ],
  [
    '/beta/applications?$top=200&$select=id,appId,displayName,createdDateTime,signInAudience,publisherDomain,verifiedPublisher,web,spa,publicClient,isFallbackPublicClient,servicePrincipalLockConfiguration,passwordCredentials,keyCredentials,requiredResourceAccess&$expand=owners($select=id)',
    'Application.Read.All',
  ],
  ['/v1.0/applications?$top=200&$select=id,appId&$expand=federatedIdentityCredentials', 'Application.Read.All'],
  [
    '/beta/servicePrincipals?$top=200&$select=id,appId,displayName,createdDateTime,servicePrincipalType,appOwnerOrganizationId,accountEnabled,appRoleAssignmentRequired,verifiedPublisher,publisherName,replyUrls,homepage,passwordCredentials,keyCredentials,tags,appRoles&$expand=owners($select=id)',
    'Application.Read.All',
  ],
  ['/beta/oauth2PermissionGrants?$top=999', 'DelegatedPermissionGrant.Read.All'],
  ['/beta/reports/servicePrincipalSignInActivities?$top=999', 'AuditLog.Read.All', '?'],
  ['/beta/reports/appCredentialSignInActivities?$top=999', 'AuditLog.Read.All', '?'],
  [
    '/v1.0/users?$top=500&$select=id,userPrincipalName,displayName,mail,userType,accountEnabled,createdDateTime,onPremisesSyncEnabled,lastPasswordChangeDateTime,passwordPolicies,employeeId,employeeLeaveDateTime,signInActivity',
    // Without the last, the day on which somebody leaves is null.
    'User.Read.All, AuditLog.Read.All and User-LifeCycleInfo.Read.All',
  ],
  [
    "/v1.0/users?$filter=userType eq 'Guest'&$top=500&$select=id,userPrincipalName&$expand=sponsors($select=id)",
    'User.Read.All',
    '?',
  ],
  [
    "/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)",
    'RoleManagementPolicy.Read.Directory',
    '?',
  ],
  ['/v1.0/identityGovernance/accessReviews/definitions?$top=100', 'AccessReview.Read.All', '?'],
  ['/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999', 'AuditLog.Read.All', '?'],
  ["/v1.0/identityProtection/riskyUsers?$filter=riskState eq 'atRisk'&$top=500", 'IdentityRiskyUser.Read.All', '?'],
  ['/v1.0/identityProtection/riskyServicePrincipals', 'IdentityRiskyServicePrincipal.Read.All', '?'],
];

function call(path: string, permission: string, optional?: '?'): Call {
  const type = typeOfPath(path);
  return {
    path: encodeURI(path),
    // Activated and eligible roles are known only with PIM. Where it is not licensed nothing is eligible, and what is
    // standing is listed by roleAssignments: a refusal leaves nothing unknown.
    tells: type === undefined || /ScheduleInstances/.test(path) ? [] : typeTells[type],
    permission,
    ...(optional === undefined ? {} : { optional: true }),
  };
}

function cloudOf(options: CollectOptions): GraphCloud {
  const name = options.cloud ?? 'global';
  const cloud = Object.hasOwn(graphClouds, name) ? graphClouds[name] : undefined;
  if (cloud !== undefined) return cloud;
  throw new TokenwardError('USAGE', `cloud must be one of ${Object.keys(graphClouds).join(', ')}`);
}

function groupsOfPolicies(body: Fields): readonly Call[] {
  const groups = objects(body, 'value').flatMap((policy) => {
    const users = below(below(policy, 'conditions'), 'users');
    return [...texts(users, 'includeGroups'), ...texts(users, 'excludeGroups')];
  });
  return [...new Set(groups)]
    .filter((it) => /^[0-9a-f-]{36}$/i.test(it))
    .map((it) => call(`/v1.0/groups/${it}?$select=id,displayName,isAssignableToRole`, 'GroupMember.Read.All', '?'));
}

/** Reads a Microsoft Entra tenant over Microsoft Graph; it changes nothing. */
export const entraCollector: Collector = {
  provider: 'entra',
  title: 'Microsoft Entra',
  options: {
    tenant: 'id or domain of the tenant; default: that of the credentials',
    cloud: `one of ${Object.keys(graphClouds).join(', ')}; default global`,
  },
  credentials:
    'TOKENWARD_ENTRA_TOKEN; or AZURE_TENANT_ID and AZURE_CLIENT_ID with AZURE_FEDERATED_TOKEN_FILE (workload identity federation) or AZURE_CLIENT_SECRET; or the Azure CLI (`az login`)',
  baseUrl: (options) => cloudOf(options).graph,
  async authenticate(environment, options) {
    return { authorization: `Bearer ${await graphToken(environment, cloudOf(options), options.tenant)}` };
  },
  calls: () => reads.map(([path, permission, optional]) => call(path, permission, optional)),
  next: (page) => (isFields(page.body) ? text(page.body, '@odata.nextLink') : undefined),
  // Beginnings of secrets and thumbprints of certificates: nobody needs them here.
  secretFields: ['hint', 'key', 'customKeyIdentifier', 'thumbprint'],
  followed: ['Application.Read.All', 'GroupMember.Read.All'],
  // Application permissions have no list of their own: each API tells who holds its roles. Groups that conditional access
  // rests on are asked for one by one.
  follow(asked, page) {
    if (!isFields(page.body)) return [];
    if (/\/conditionalAccess\/policies/i.test(asked.path)) return groupsOfPolicies(page.body);
    if (!/\/servicePrincipals\?/i.test(asked.path)) return [];
    return objects(page.body, 'value').flatMap((principal) => {
      const objectId = id(principal, 'id');
      const grantable = objects(principal, 'appRoles').some((role) =>
        texts(role, 'allowedMemberTypes').includes('Application'),
      );
      if (objectId === undefined || !grantable || !/^[0-9a-f-]{36}$/.test(objectId)) return [];
      return [call(`/v1.0/servicePrincipals/${objectId}/appRoleAssignedTo?$top=999`, 'Application.Read.All')];
    });
  },
};
