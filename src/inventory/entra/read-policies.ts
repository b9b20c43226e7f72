// SPDX-License-Identifier: Apache-2.0
// Settings and policies of the tenant.
import type { EntraAppManagementPolicy, EntraPermissionGrantPolicy } from '../../model/inventory/entra-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields } from '../values.ts';
import { days, flag, id, known, number, objects, text, textOrTexts, texts } from './graph-values.ts';

export function* readAuthorizationPolicy(object: Fields, where: Provenance): Iterable<Item> {
  const role = below(object, 'defaultUserRolePermissions');
  const policies = at(role, 'permissionGrantPoliciesAssigned');
  // The beta names them at the top: permissionGrantPolicyIdsAssignedToDefaultUserRole.
  const older = at(object, 'permissionGrantPolicyIdsAssignedToDefaultUserRole');
  const risky = at(object, 'allowUserConsentForRiskyApps');
  yield {
    kind: 'entra.authorization-policy',
    id: 'entra:authorization-policy',
    provider: 'entra',
    where,
    ...known(
      'grantPolicies',
      policies !== undefined
        ? texts(role, 'permissionGrantPoliciesAssigned')
        : older !== undefined
          ? texts(object, 'permissionGrantPolicyIdsAssignedToDefaultUserRole')
          : undefined,
    ),
    ...known('mayCreateApps', flag(role, 'allowedToCreateApps')),
    ...known('mayCreateTenants', flag(role, 'allowedToCreateTenants')),
    ...known('mayReadOtherUsers', flag(role, 'allowedToReadOtherUsers')),
    // Null is the default, which is not to allow.
    ...known('mayConsentToRiskyApps', risky === null ? false : flag(object, 'allowUserConsentForRiskyApps')),
    ...known('invitesFrom', text(object, 'allowInvitesFrom')),
    ...known('guestRoleId', id(object, 'guestUserRoleId')),
    // Null is what Graph gives where nobody ever set it: not blocked.
    ...known(
      'blockMsolPowerShell',
      at(object, 'blockMsolPowerShell') === null ? false : flag(object, 'blockMsolPowerShell'),
    ),
  };
}

type ConditionSet = NonNullable<EntraPermissionGrantPolicy['includes']>[number];

function conditionSets(object: Fields, member: string): readonly ConditionSet[] | undefined {
  if (at(object, member) === undefined) return undefined;
  return objects(object, member).map((it) => ({
    ...known('permissionType', text(it, 'permissionType')),
    ...known('classification', text(it, 'permissionClassification')),
    permissions: texts(it, 'permissions'),
    clientIds: texts(it, 'clientApplicationIds'),
    publisherIds: texts(it, 'clientApplicationPublisherIds'),
    ...known('verifiedPublisher', flag(it, 'clientApplicationsFromVerifiedPublisherOnly')),
  }));
}

export function* readPermissionGrantPolicy(object: Fields, where: Provenance): Iterable<Item> {
  const policyId = id(object, 'id');
  if (policyId === undefined) return;
  yield {
    kind: 'entra.permission-grant-policy',
    id: `entra:permission-grant-policy:${policyId}`,
    provider: 'entra',
    where,
    policyId,
    ...known('includes', conditionSets(object, 'includes')),
    ...known('excludes', conditionSets(object, 'excludes')),
  };
}

export function* readAdminConsentPolicy(object: Fields, where: Provenance): Iterable<Item> {
  yield {
    kind: 'entra.admin-consent-policy',
    id: 'entra:admin-consent-policy',
    provider: 'entra',
    where,
    ...known('enabled', flag(object, 'isEnabled')),
    ...known('reviewers', at(object, 'reviewers') === undefined ? undefined : objects(object, 'reviewers').length),
    ...known('notifies', flag(object, 'notifyReviewers')),
    ...known('reminds', flag(object, 'remindersEnabled')),
    ...known('days', number(object, 'requestDurationInDays')),
  };
}

type Restriction = EntraAppManagementPolicy['passwords'][number];

function restrictions(object: Fields, member: string): readonly Restriction[] {
  return objects(object, member).flatMap((it) => {
    const type = text(it, 'restrictionType');
    if (type === undefined) return [];
    return [
      {
        type,
        ...known('state', text(it, 'state')),
        ...known('maxDays', days(text(it, 'maxLifetime'))),
        ...known('onlyAfter', text(it, 'restrictForAppsCreatedAfterDateTime')),
      },
    ];
  });
}

export function* readAppManagementPolicy(object: Fields, where: Provenance, isDefault: boolean): Iterable<Item> {
  const policyId = id(object, 'id') ?? 'default';
  const body = below(object, isDefault ? 'applicationRestrictions' : 'restrictions');
  const principals = below(object, 'servicePrincipalRestrictions');
  yield {
    kind: 'entra.app-management-policy',
    id: isDefault ? 'entra:app-management-policy:default' : `entra:app-management-policy:${policyId}`,
    provider: 'entra',
    where,
    name: text(object, 'displayName') ?? policyId,
    isDefault,
    ...known('enabled', flag(object, 'isEnabled')),
    passwords: restrictions(body, 'passwordCredentials'),
    keys: restrictions(body, 'keyCredentials'),
    ...(isDefault ? { servicePrincipalPasswords: restrictions(principals, 'passwordCredentials') } : {}),
    ...known(
      'appliesTo',
      at(object, 'appliesTo') === undefined
        ? undefined
        : objects(object, 'appliesTo').map((it) => text(it, 'displayName') ?? id(it, 'id') ?? ''),
    ),
  };
}

export function* readConditionalAccessPolicy(object: Fields, where: Provenance): Iterable<Item> {
  const policyId = id(object, 'id');
  if (policyId === undefined) return;
  const conditions = below(object, 'conditions');
  const [users, apps] = [below(conditions, 'users'), below(conditions, 'applications')];
  const [platforms, locations] = [below(conditions, 'platforms'), below(conditions, 'locations')];
  const workloads = below(conditions, 'clientApplications');
  const grant = below(object, 'grantControls');
  const session = below(object, 'sessionControls');
  const strength = below(grant, 'authenticationStrength');
  const frequency = below(session, 'signInFrequency');
  const browser = below(session, 'persistentBrowser');
  const evaluation = below(session, 'continuousAccessEvaluation');
  const hours =
    text(frequency, 'frequencyInterval') === 'everyTime'
      ? 0
      : (number(frequency, 'value') ?? Number.NaN) * (text(frequency, 'type') === 'days' ? 24 : 1);
  const lower = (list: readonly string[]): readonly string[] => list.map((it) => it.toLowerCase());
  yield {
    kind: 'entra.conditional-access-policy',
    id: `entra:conditional-access-policy:${policyId}`,
    provider: 'entra',
    where,
    policyId,
    name: text(object, 'displayName') ?? policyId,
    state: text(object, 'state') ?? 'unknown',
    includeUsers: lower(texts(users, 'includeUsers')),
    excludeUsers: lower(texts(users, 'excludeUsers')),
    includeGroups: lower(texts(users, 'includeGroups')),
    excludeGroups: lower(texts(users, 'excludeGroups')),
    includeRoles: lower(texts(users, 'includeRoles')),
    excludeRoles: lower(texts(users, 'excludeRoles')),
    includeGuests: Object.keys(below(users, 'includeGuestsOrExternalUsers')).length > 0,
    excludeGuests: Object.keys(below(users, 'excludeGuestsOrExternalUsers')).length > 0,
    includeApps: lower(texts(apps, 'includeApplications')),
    excludeApps: lower(texts(apps, 'excludeApplications')),
    userActions: texts(apps, 'includeUserActions'),
    clientAppTypes: texts(conditions, 'clientAppTypes'),
    includePlatforms: lower(texts(platforms, 'includePlatforms')),
    excludePlatforms: lower(texts(platforms, 'excludePlatforms')),
    includeLocations: lower(texts(locations, 'includeLocations')),
    excludeLocations: lower(texts(locations, 'excludeLocations')),
    userRisk: texts(conditions, 'userRiskLevels'),
    signInRisk: texts(conditions, 'signInRiskLevels'),
    servicePrincipalRisk: texts(conditions, 'servicePrincipalRiskLevels'),
    // Null is none; v1.0 leaves it out.
    ...(at(conditions, 'agentIdRiskLevels') === undefined
      ? {}
      : { agentRisk: textOrTexts(conditions, 'agentIdRiskLevels') }),
    ...(at(workloads, 'includeAgentIdServicePrincipals') === undefined
      ? {}
      : {
          includeAgents: lower(texts(workloads, 'includeAgentIdServicePrincipals')),
          excludeAgents: lower(texts(workloads, 'excludeAgentIdServicePrincipals')),
        }),
    flows: textOrTexts(below(conditions, 'authenticationFlows'), 'transferMethods'),
    ...known('deviceFilter', text(below(below(conditions, 'devices'), 'deviceFilter'), 'rule')),
    includeServicePrincipals: texts(workloads, 'includeServicePrincipals'),
    excludeServicePrincipals: texts(workloads, 'excludeServicePrincipals'),
    ...known('grantOperator', text(grant, 'operator')),
    grants: texts(grant, 'builtInControls'),
    ...known('strength', id(strength, 'id')),
    ...known('strengthName', text(strength, 'displayName')),
    ...(at(strength, 'allowedCombinations') === undefined
      ? {}
      : { strengthCombinations: texts(strength, 'allowedCombinations') }),
    ...(flag(frequency, 'isEnabled') === true && !Number.isNaN(hours) ? { signInFrequencyHours: hours } : {}),
    ...(flag(browser, 'isEnabled') === true ? known('persistentBrowser', text(browser, 'mode')) : {}),
    ...known('tokenProtection', flag(below(session, 'secureSignInSession'), 'isEnabled')),
    ...known('continuousAccess', text(evaluation, 'mode')),
  };
}

export function* readNamedLocation(object: Fields, where: Provenance): Iterable<Item> {
  const locationId = id(object, 'id');
  if (locationId === undefined) return;
  yield {
    kind: 'entra.named-location',
    id: `entra:named-location:${locationId}`,
    provider: 'entra',
    where,
    locationId,
    name: text(object, 'displayName') ?? locationId,
    ...known('trusted', flag(object, 'isTrusted')),
    ranges: objects(object, 'ipRanges').flatMap((it) => text(it, 'cidrAddress') ?? []),
    countries: texts(object, 'countriesAndRegions'),
  };
}

export function* readAuthenticationStrength(object: Fields, where: Provenance): Iterable<Item> {
  const strengthId = id(object, 'id');
  if (strengthId === undefined) return;
  yield {
    kind: 'entra.authentication-strength',
    id: `entra:authentication-strength:${strengthId}`,
    provider: 'entra',
    where,
    strengthId,
    name: text(object, 'displayName') ?? strengthId,
    combinations: texts(object, 'allowedCombinations'),
  };
}

export function* readAuthenticationMethods(object: Fields, where: Provenance): Iterable<Item> {
  const methods = objects(object, 'authenticationMethodConfigurations');
  const inState = (state: string): readonly string[] =>
    methods.flatMap((it) => (text(it, 'state') === state ? (text(it, 'id') ?? []) : []));
  yield {
    kind: 'entra.authentication-methods',
    id: 'entra:authentication-methods',
    provider: 'entra',
    where,
    ...known('migration', text(object, 'policyMigrationState')),
    enabled: inState('enabled'),
    disabled: inState('disabled'),
    ...known('showsContext', showsContext(methods)),
  };
}

/** Prompts show the application and the place of the sign-in: `default` is off until Microsoft turns it on. */
function showsContext(methods: readonly Fields[]): boolean | undefined {
  const authenticator = methods.find((it) => text(it, 'id') === 'MicrosoftAuthenticator');
  const features = authenticator === undefined ? undefined : at(authenticator, 'featureSettings');
  if (authenticator === undefined || features === undefined) return undefined;
  const on = (name: string): boolean =>
    text(below(below(authenticator, 'featureSettings'), name), 'state') === 'enabled';
  return on('displayAppInformationRequiredState') && on('displayLocationInformationRequiredState');
}

export function* readSecurityDefaults(object: Fields, where: Provenance): Iterable<Item> {
  const enabled = flag(object, 'isEnabled');
  if (enabled === undefined) return;
  yield { kind: 'entra.security-defaults', id: 'entra:security-defaults', provider: 'entra', where, enabled };
}

export function* readCrossTenant(object: Fields, where: Provenance): Iterable<Item> {
  const access = (member: string): Fields => below(below(object, member), 'usersAndGroups');
  const all = (member: string): boolean | undefined => {
    if (at(object, member) === undefined) return undefined;
    return objects(access(member), 'targets').some((it) => /^All/.test(text(it, 'target') ?? ''));
  };
  yield {
    kind: 'entra.cross-tenant-policy',
    id: 'entra:cross-tenant-policy',
    provider: 'entra',
    where,
    ...known('inboundUsers', text(access('b2bCollaborationInbound'), 'accessType')),
    ...known('inboundAll', all('b2bCollaborationInbound')),
    ...known('outboundUsers', text(access('b2bCollaborationOutbound'), 'accessType')),
    ...known('outboundAll', all('b2bCollaborationOutbound')),
    ...known('tenantRestrictionsUsers', text(access('tenantRestrictions'), 'accessType')),
    ...known('trustsMfa', flag(below(object, 'inboundTrust'), 'isMfaAccepted')),
  };
}

/** Settings made from a template: their values are texts (`"true"`). */
export function* readDirectorySetting(object: Fields, where: Provenance): Iterable<Item> {
  const template = id(object, 'templateId');
  if (template === undefined) return;
  yield {
    kind: 'entra.directory-setting',
    id: `entra:directory-setting:${template}`,
    provider: 'entra',
    where,
    template,
    values: Object.fromEntries(
      objects(object, 'values').flatMap((it) => {
        const name = text(it, 'name');
        return name === undefined || name === '__proto__' ? [] : [[name, text(it, 'value') ?? '']];
      }),
    ),
  };
}
