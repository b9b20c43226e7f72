// SPDX-License-Identifier: Apache-2.0
// What Okta has beyond the common nouns, as its management API tells it. Lifetimes are in minutes, as Okta has them.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('okta') } as const;
const time = z.iso.datetime({ precision: 3 });
const list = z.array(z.string()).readonly();

export const oktaUserSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.user'),
    userId: z.string(),
    login: z.string(),
    email: z.string().optional(),
    status: z.string().optional().meta({ description: 'ACTIVE, SUSPENDED, DEPROVISIONED, LOCKED_OUT, ...' }),
    created: time.optional(),
    lastLogin: time.optional(),
    loginKnown: z.boolean().meta({ description: 'whether lastLogin was exported for this user' }),
    passwordChanged: time.optional(),
    employeeId: z.string().optional(),
  })
  .readonly();

/** An administrator role that a user has, by itself or by a group. */
export const oktaRoleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.role'),
    userId: z.string(),
    type: z.string().meta({ description: 'SUPER_ADMIN, ORG_ADMIN, ..., CUSTOM' }),
    label: z.string(),
    byGroup: z.boolean(),
  })
  .readonly();

/** Factors that a user has enrolled, by Okta's types: webauthn, push, sms, ... */
export const oktaFactorSchema = z
  .strictObject({ ...shape, kind: z.literal('okta.factor'), userId: z.string(), type: z.string(), status: z.string() })
  .readonly();

export const oktaApiTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.api-token'),
    tokenId: z.string(),
    name: z.string(),
    userId: z.string().optional(),
    created: time.optional(),
    expires: time.optional(),
    /** Unused for so many days, a token expires. */
    windowDays: z.number().optional(),
    network: z.string().optional().meta({ description: 'ANYWHERE or ZONE' }),
    zones: list.optional(),
  })
  .readonly();

export const oktaAppSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.app'),
    appId: z.string(),
    name: z.string().meta({ description: 'of the integration: saasure is the admin console' }),
    label: z.string(),
    status: z.string().optional(),
    signOnMode: z.string().optional(),
    created: time.optional(),
    clientId: z.string().optional(),
    type: z.string().optional().meta({ description: 'web, browser, native, service' }),
    authentication: z.string().optional().meta({ description: 'token_endpoint_auth_method' }),
    grantTypes: list.optional(),
    redirectUris: list.optional(),
    wildcardRedirect: z.string().optional().meta({ description: 'DISABLED or SUBDOMAIN' }),
    rotation: z.string().optional().meta({ description: 'of refresh tokens: ROTATE or STATIC' }),
    consent: z.string().optional(),
    accessPolicyId: z.string().optional(),
  })
  .readonly();

/** A scope of the management API that an administrator has given to an application. */
export const oktaAppGrantSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.app-grant'),
    appId: z.string(),
    scope: z.string(),
    status: z.string().optional(),
    created: time.optional(),
  })
  .readonly();

export const oktaPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.policy'),
    policyId: z.string(),
    type: z.string().meta({ description: 'OKTA_SIGN_ON, PASSWORD, MFA_ENROLL, ACCESS_POLICY, USER_LIFECYCLE' }),
    name: z.string(),
    status: z.string().optional(),
    minLength: z.number().optional(),
    maxAttempts: z.number().optional().meta({ description: 'wrong passwords before a lockout; 0: never' }),
    commonChecked: z.boolean().optional().meta({ description: 'common passwords are refused' }),
    history: z.number().optional(),
  })
  .readonly();

export const oktaPolicyRuleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.policy-rule'),
    ruleId: z.string(),
    policyId: z.string().optional(),
    name: z.string(),
    status: z.string().optional(),
    type: z.string().meta({ description: 'SIGN_ON, ACCESS_POLICY, ...' }),
    access: z.string().optional().meta({ description: 'ALLOW or DENY' }),
    requireFactor: z.boolean().optional(),
    idleMinutes: z.number().optional(),
    lifetimeMinutes: z.number().optional().meta({ description: '0: no end' }),
    persistent: z.boolean().optional().meta({ description: 'the session survives the browser' }),
    factorMode: z.string().optional().meta({ description: '1FA or 2FA, of an access policy' }),
    phishingResistant: z.boolean().optional().meta({ description: 'every way in needs it' }),
  })
  .readonly();

/** An automation that changes the state of inactive users: a policy of the type USER_LIFECYCLE, or a rule of one. */
export const oktaAutomationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.automation'),
    policyId: z.string().optional(),
    name: z.string(),
    status: z.string().optional(),
    days: z.number().optional(),
    action: z.string().optional(),
  })
  .readonly();

export const oktaAuthenticatorSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.authenticator'),
    key: z.string(),
    name: z.string(),
    status: z.string().optional(),
    allowedFor: z.string().optional().meta({ description: 'any, sso, recovery, none' }),
  })
  .readonly();

export const oktaAuthorizationServerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.authorization-server'),
    serverId: z.string(),
    name: z.string(),
    status: z.string().optional(),
    audiences: list.optional(),
  })
  .readonly();

export const oktaAuthorizationPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.authorization-policy'),
    serverId: z.string().optional(),
    policyId: z.string(),
    name: z.string(),
    status: z.string().optional(),
    clients: list.optional(),
  })
  .readonly();

/** Which tokens a server issues, and for how long. */
export const oktaTokenRuleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.token-rule'),
    ruleId: z.string(),
    policyId: z.string().optional(),
    serverId: z.string().optional(),
    name: z.string(),
    status: z.string().optional(),
    accessMinutes: z.number().optional(),
    refreshMinutes: z.number().optional().meta({ description: '0: no end' }),
    refreshIdleMinutes: z.number().optional(),
    grantTypes: list.optional(),
    scopes: list.optional(),
  })
  .readonly();

export const oktaTrustedOriginSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.trusted-origin'),
    originId: z.string(),
    name: z.string(),
    origin: z.string(),
    status: z.string().optional(),
    uses: list.optional().meta({ description: 'CORS, REDIRECT, IFRAME_EMBED' }),
  })
  .readonly();

export const oktaNetworkZoneSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.network-zone'),
    zoneId: z.string(),
    name: z.string(),
    status: z.string().optional(),
    usage: z.string().optional().meta({ description: 'POLICY or BLOCKLIST' }),
    proxies: z.boolean().optional().meta({ description: 'holds anonymising proxies' }),
  })
  .readonly();

export const oktaThreatInsightSchema = z
  .strictObject({ ...shape, kind: z.literal('okta.threat-insight'), action: z.string(), excluded: list.optional() })
  .readonly();

export const oktaAdminConsoleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('okta.admin-console'),
    idleMinutes: z.number().optional(),
    lifetimeMinutes: z.number().optional(),
  })
  .readonly();

export const oktaLogStreamSchema = z
  .strictObject({ ...shape, kind: z.literal('okta.log-stream'), name: z.string(), status: z.string().optional() })
  .readonly();

export const oktaItemSchemas = [
  oktaUserSchema,
  oktaRoleSchema,
  oktaFactorSchema,
  oktaApiTokenSchema,
  oktaAppSchema,
  oktaAppGrantSchema,
  oktaPolicySchema,
  oktaPolicyRuleSchema,
  oktaAutomationSchema,
  oktaAuthenticatorSchema,
  oktaAuthorizationServerSchema,
  oktaAuthorizationPolicySchema,
  oktaTokenRuleSchema,
  oktaTrustedOriginSchema,
  oktaNetworkZoneSchema,
  oktaThreatInsightSchema,
  oktaAdminConsoleSchema,
  oktaLogStreamSchema,
] as const;

export type OktaApp = z.infer<typeof oktaAppSchema>;
export type OktaUser = z.infer<typeof oktaUserSchema>;
export type OktaPolicyRule = z.infer<typeof oktaPolicyRuleSchema>;
