// SPDX-License-Identifier: Apache-2.0
// Settings and policies of a Microsoft Entra tenant, as Microsoft Graph tells them. Absent fields were not exported.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('entra') } as const;
const list = z.array(z.string()).readonly();

export const entraAuthorizationPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.authorization-policy'),
    grantPolicies: list.optional().meta({ description: 'permissionGrantPoliciesAssigned of the default user role' }),
    mayCreateApps: z.boolean().optional(),
    mayConsentToRiskyApps: z.boolean().optional(),
    invitesFrom: z.string().optional(),
    guestRoleId: z.string().optional(),
    mayCreateTenants: z.boolean().optional(),
    blockMsolPowerShell: z.boolean().optional(),
    mayReadOtherUsers: z.boolean().optional(),
  })
  .readonly();

const conditionSetSchema = z
  .strictObject({
    permissionType: z.string().optional(),
    classification: z.string().optional(),
    permissions: list,
    clientIds: list,
    verifiedPublisher: z.boolean().optional(),
    publisherIds: list,
  })
  .readonly();

export const entraPermissionGrantPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.permission-grant-policy'),
    policyId: z.string(),
    includes: z.array(conditionSetSchema).readonly().optional(),
    excludes: z.array(conditionSetSchema).readonly().optional(),
  })
  .readonly();

export const entraAdminConsentPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.admin-consent-policy'),
    enabled: z.boolean().optional(),
    reviewers: z.number().int().nonnegative().optional(),
    notifies: z.boolean().optional(),
    reminds: z.boolean().optional(),
    days: z.number().optional(),
  })
  .readonly();

const restrictionSchema = z
  .strictObject({
    type: z.string(),
    state: z.string().optional(),
    maxDays: z.number().optional(),
    onlyAfter: z.string().optional(),
  })
  .readonly();

/** Limits on credentials of applications: the tenant's default, or a policy for chosen applications. */
export const entraAppManagementPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.app-management-policy'),
    name: z.string(),
    isDefault: z.boolean(),
    enabled: z.boolean().optional(),
    passwords: z.array(restrictionSchema).readonly(),
    keys: z.array(restrictionSchema).readonly(),
    /** Of the default policy, the limits for service principals. */
    servicePrincipalPasswords: z.array(restrictionSchema).readonly().optional(),
    appliesTo: list.optional(),
  })
  .readonly();

export const entraConditionalAccessPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.conditional-access-policy'),
    policyId: z.string(),
    name: z.string(),
    state: z.string().meta({ description: 'enabled, disabled, enabledForReportingButNotEnforced' }),
    includeUsers: list,
    excludeUsers: list,
    includeGroups: list,
    excludeGroups: list,
    includeRoles: list,
    excludeRoles: list,
    includeGuests: z.boolean(),
    excludeGuests: z.boolean(),
    includeApps: list,
    excludeApps: list,
    userActions: list,
    clientAppTypes: list,
    includePlatforms: list,
    excludePlatforms: list,
    includeLocations: list,
    excludeLocations: list,
    userRisk: list,
    signInRisk: list,
    servicePrincipalRisk: list,
    agentRisk: list.optional().meta({ description: 'agentIdRiskLevels; only the beta of Graph tells' }),
    includeAgents: list.optional().meta({ description: 'object ids of agent identities, or All' }),
    excludeAgents: list.optional(),
    flows: list.meta({ description: 'authenticationFlows.transferMethods' }),
    deviceFilter: z.string().optional(),
    includeServicePrincipals: list,
    excludeServicePrincipals: list,
    grantOperator: z.string().optional(),
    grants: list.meta({ description: 'built-in controls' }),
    strength: z.string().optional().meta({ description: 'id of the authentication strength' }),
    strengthName: z.string().optional(),
    strengthCombinations: list.optional(),
    signInFrequencyHours: z.number().optional().meta({ description: '0: every time' }),
    persistentBrowser: z.string().optional(),
    tokenProtection: z.boolean().optional(),
    continuousAccess: z.string().optional(),
  })
  .readonly();

export const entraNamedLocationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.named-location'),
    locationId: z.string(),
    name: z.string(),
    trusted: z.boolean().optional(),
    ranges: list,
    countries: list,
  })
  .readonly();

export const entraAuthenticationStrengthSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.authentication-strength'),
    strengthId: z.string(),
    name: z.string(),
    combinations: list,
  })
  .readonly();

export const entraAuthenticationMethodsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.authentication-methods'),
    migration: z.string().optional(),
    enabled: list.meta({ description: 'ids of methods whose state is enabled' }),
    disabled: list,
    showsContext: z
      .boolean()
      .optional()
      .meta({ description: 'prompts of the authenticator show application and place' }),
  })
  .readonly();

export const entraSecurityDefaultsSchema = z
  .strictObject({ ...shape, kind: z.literal('entra.security-defaults'), enabled: z.boolean() })
  .readonly();

/** Who of other tenants may come in, and who of ours may go out with which applications. */
export const entraCrossTenantPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.cross-tenant-policy'),
    inboundUsers: z.string().optional().meta({ description: 'accessType: allowed or blocked' }),
    inboundAll: z.boolean().optional(),
    outboundUsers: z.string().optional(),
    outboundAll: z.boolean().optional(),
    tenantRestrictionsUsers: z.string().optional(),
    trustsMfa: z.boolean().optional(),
  })
  .readonly();

/** Settings of the directory: consent of group owners, password rules. */
export const entraDirectorySettingSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.directory-setting'),
    template: z.string(),
    values: z.record(z.string(), z.string()).readonly(),
  })
  .readonly();

/** What activating a directory role asks for, and who is told: a policy of Privileged Identity Management. */
export const entraRolePolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.role-policy'),
    definitionId: z.string(),
    approval: z.boolean().optional(),
    activationRules: list.optional().meta({ description: 'MultiFactorAuthentication, Justification, Ticketing' }),
    authenticationContext: z.boolean().optional(),
    activationHours: z.number().optional(),
    tellsOfAssignment: z.boolean().optional(),
    tellsOfActivation: z.boolean().optional(),
  })
  .readonly();

/** A recurring question whether people still need what they have. */
export const entraAccessReviewSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.access-review'),
    name: z.string(),
    queries: list.meta({ description: 'whom and what it covers, as queries of Graph' }),
    recurs: z.boolean().optional(),
    until: z.string().optional().meta({ description: 'the day on which the last of the reviews begins' }),
    state: z.string().optional(),
  })
  .readonly();

/** Who answers for a guest. */
export const entraSponsorsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.sponsors'),
    objectId: z.string(),
    name: z.string().optional(),
    sponsors: list,
  })
  .readonly();

/** Exchange lets an application into some mailboxes only (application access policy). */
export const entraMailboxLimitSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.mailbox-limit'),
    appId: z.string(),
    right: z.string(),
    scope: z.string().optional(),
  })
  .readonly();

/** An alert of Privileged Identity Management. */
export const entraRoleAlertSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.role-alert'),
    alert: z.string().meta({ description: 'as in RedundantAssignmentAlert' }),
    active: z.boolean().optional(),
    incidents: z
      .array(
        z
          .strictObject({
            principalId: z.string(),
            principalName: z.string().optional(),
            definitionId: z.string().optional(),
            roleName: z.string().optional(),
            lastActivated: z.iso.datetime({ precision: 3 }).optional(),
          })
          .readonly(),
      )
      .readonly()
      .optional()
      .meta({ description: 'absent where they were not expanded' }),
  })
  .readonly();

export const entraPolicySchemas = [
  entraRoleAlertSchema,
  entraRolePolicySchema,
  entraAccessReviewSchema,
  entraSponsorsSchema,
  entraMailboxLimitSchema,
  entraAuthorizationPolicySchema,
  entraPermissionGrantPolicySchema,
  entraAdminConsentPolicySchema,
  entraAppManagementPolicySchema,
  entraConditionalAccessPolicySchema,
  entraNamedLocationSchema,
  entraAuthenticationStrengthSchema,
  entraAuthenticationMethodsSchema,
  entraSecurityDefaultsSchema,
  entraCrossTenantPolicySchema,
  entraDirectorySettingSchema,
] as const;

export type EntraAuthorizationPolicy = z.infer<typeof entraAuthorizationPolicySchema>;
export type EntraPermissionGrantPolicy = z.infer<typeof entraPermissionGrantPolicySchema>;
export type EntraAppManagementPolicy = z.infer<typeof entraAppManagementPolicySchema>;
export type EntraConditionalAccessPolicy = z.infer<typeof entraConditionalAccessPolicySchema>;
