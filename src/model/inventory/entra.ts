// SPDX-License-Identifier: Apache-2.0
// What Microsoft Entra has beyond the common nouns, as Microsoft Graph tells it. Native items keep Graph's own ids; the
// common nouns are made from them when all files are read (src/inventory/entra/relate-entra.ts).
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('entra') } as const;
const time = z.iso.datetime({ precision: 3 });
const list = z.array(z.string()).readonly();

/** A secret, certificate or federated credential of an application: dates and ids, never the value. */
const keySchema = z
  .strictObject({
    keyId: z.string(),
    type: z.enum(['client-secret', 'certificate', 'federated']),
    name: z.string().optional(),
    start: time.optional(),
    end: time.optional(),
    issuer: z.string().optional(),
    subject: z.string().optional(),
    audiences: list.optional(),
    /** A federated credential whose subject is an expression with wildcards. */
    expression: z.string().optional(),
    path: z
      .array(z.union([z.string(), z.number()]))
      .readonly()
      .meta({ description: 'from the object to the credential' }),
  })
  .readonly();

const redirectSchema = z.array(z.strictObject({ uri: z.string(), type: z.string() }).readonly()).readonly();

export const entraApplicationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.application'),
    objectId: z.string(),
    appId: z.string(),
    name: z.string(),
    audience: z.string().optional(),
    publisherDomain: z.string().optional(),
    verifiedPublisher: z.string().optional(),
    created: time.optional(),
    implicitAccessTokens: z.boolean().optional(),
    implicitIdTokens: z.boolean().optional(),
    publicClientFlows: z.boolean().optional(),
    lock: z
      .strictObject({ enabled: z.boolean(), all: z.boolean() })
      .readonly()
      .optional()
      .meta({ description: 'servicePrincipalLockConfiguration; absent where it was not exported' }),
    redirectUris: redirectSchema.optional(),
    keys: z.array(keySchema).readonly().optional(),
    owners: list.optional().meta({ description: 'object ids; empty: nobody' }),
    requested: list.optional().meta({ description: 'API application id, a slash, permission id' }),
    homepage: z.string().optional(),
  })
  .readonly();

export const entraServicePrincipalSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.service-principal'),
    objectId: z.string(),
    appId: z.string(),
    name: z.string(),
    type: z.string().meta({ description: 'Application, ManagedIdentity, Legacy, SocialIdp' }),
    ownerTenant: z.string().optional(),
    enabled: z.boolean().optional(),
    assignmentRequired: z.boolean().optional(),
    verifiedPublisher: z.string().optional(),
    publisher: z.string().optional(),
    created: time.optional(),
    redirectUris: redirectSchema.optional(),
    homepage: z.string().optional(),
    keys: z.array(keySchema).readonly().optional(),
    owners: list.optional(),
    tags: list.optional(),
    /** Names of the permissions that it offers, by id: only where it is an API of the organisation or a third party. */
    permissions: z.record(z.string(), z.string()).readonly().optional(),
  })
  .readonly();

/** An application permission: the principal may call the resource as itself. */
export const entraAppRoleAssignmentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.app-role-assignment'),
    principalId: z.string(),
    resourceId: z.string(),
    appRoleId: z.string(),
    created: time.optional(),
  })
  .readonly();

/** Owners of an application or service principal, where they were asked for one by one. */
export const entraOwnersSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.owner'),
    of: z.string().meta({ description: 'object id of what is owned' }),
    owner: z.string().meta({ description: 'object id of the owner' }),
  })
  .readonly();

export const entraFederatedCredentialSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.federated-credential'),
    of: z.string().meta({ description: 'object id of the application' }),
    key: keySchema,
  })
  .readonly();

export const entraUserSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.user'),
    objectId: z.string(),
    upn: z.string(),
    name: z.string().optional(),
    mail: z.string().optional(),
    type: z.enum(['member', 'guest']).optional(),
    enabled: z.boolean().optional(),
    synced: z.boolean().optional(),
    created: time.optional(),
    lastSignIn: time.optional(),
    lastInteractive: time.optional(),
    signInKnown: z.boolean().meta({ description: 'whether signInActivity was exported for this user' }),
    passwordChanged: time.optional(),
    passwordPolicies: z.string().optional(),
    employeeId: z.string().optional(),
    leaves: time.optional(),
  })
  .readonly();

/** Registered sign-in methods of a user, in Graph's words. */
export const entraRegistrationSchema = z
  .strictObject({ ...shape, kind: z.literal('entra.registration'), objectId: z.string(), methods: list })
  .readonly();

export const entraGroupSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.group'),
    objectId: z.string(),
    name: z.string(),
    roleAssignable: z.boolean().optional(),
    members: list.optional(),
    owners: list.optional(),
  })
  .readonly();

export const entraRoleDefinitionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.role-definition'),
    definitionId: z.string(),
    name: z.string(),
    privileged: z.boolean().optional(),
    actions: list,
  })
  .readonly();

export const entraRoleAssignmentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.role-assignment'),
    definitionId: z.string(),
    definitionName: z.string().optional(),
    principalId: z.string(),
    principalType: z.string().optional(),
    principalName: z.string().optional(),
    scope: z.string().meta({ description: '/ is the whole tenant' }),
    state: z.enum(['standing', 'eligible', 'activated']),
    ends: time.optional(),
  })
  .readonly();

/** When an application was last seen to sign in, as itself or for somebody. */
export const entraSignInActivitySchema = z
  .strictObject({ ...shape, kind: z.literal('entra.sign-in-activity'), appId: z.string(), last: time.optional() })
  .readonly();

export const entraKeyActivitySchema = z
  .strictObject({ ...shape, kind: z.literal('entra.key-activity'), keyId: z.string(), last: time.optional() })
  .readonly();

export const entraRiskyPrincipalSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.risky-principal'),
    type: z.enum(['user', 'service-principal']),
    objectId: z.string(),
    name: z.string(),
    level: z.string(),
    state: z.string(),
    updated: time.optional(),
  })
  .readonly();

export const entraOrganizationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.organization'),
    tenantId: z.string(),
    name: z.string(),
    domains: list,
    synced: z.boolean().optional(),
  })
  .readonly();

export const entraDomainSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('entra.domain'),
    name: z.string(),
    verified: z.boolean().optional(),
    federated: z.boolean().optional(),
    passwordValidityDays: z.number().optional(),
  })
  .readonly();

export const entraItemSchemas = [
  entraApplicationSchema,
  entraServicePrincipalSchema,
  entraAppRoleAssignmentSchema,
  entraOwnersSchema,
  entraFederatedCredentialSchema,
  entraUserSchema,
  entraRegistrationSchema,
  entraGroupSchema,
  entraRoleDefinitionSchema,
  entraRoleAssignmentSchema,
  entraSignInActivitySchema,
  entraKeyActivitySchema,
  entraRiskyPrincipalSchema,
  entraOrganizationSchema,
  entraDomainSchema,
] as const;

export type EntraKey = z.infer<typeof keySchema>;
export type EntraApplication = z.infer<typeof entraApplicationSchema>;
export type EntraServicePrincipal = z.infer<typeof entraServicePrincipalSchema>;
export type EntraUser = z.infer<typeof entraUserSchema>;
export type EntraGroup = z.infer<typeof entraGroupSchema>;
export type EntraRoleAssignment = z.infer<typeof entraRoleAssignmentSchema>;
export type EntraRoleDefinition = z.infer<typeof entraRoleDefinitionSchema>;
