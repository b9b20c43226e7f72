// SPDX-License-Identifier: Apache-2.0
// What Auth0 has beyond the common nouns, as its Management API tells it. Lifetimes of tokens are in seconds, those of
// sessions in hours, as Auth0 has them.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('auth0') } as const;
const time = z.iso.datetime({ precision: 3 });
const list = z.array(z.string()).readonly();

export const auth0ClientSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.client'),
    clientId: z.string(),
    name: z.string(),
    global: z.boolean().optional().meta({ description: 'made by Auth0 for the tenant itself' }),
    type: z.string().optional().meta({ description: 'native, spa, regular_web, non_interactive, ...' }),
    firstParty: z.boolean().optional(),
    oidcConformant: z.boolean().optional(),
    callbacks: list.optional(),
    origins: list.optional().meta({ description: 'allowed_origins: cross-origin sign-in' }),
    webOrigins: list.optional().meta({ description: 'web_origins: silent sign-in from a page' }),
    grantTypes: list.optional(),
    authentication: z.string().optional().meta({ description: 'token_endpoint_auth_method, or private_key_jwt' }),
    algorithm: z.string().optional().meta({ description: 'jwt_configuration.alg' }),
    idTokenSeconds: z.number().optional(),
    rotation: z.string().optional().meta({ description: 'of refresh tokens: rotating or non-rotating' }),
    leeway: z.number().optional().meta({ description: 'seconds in which a used refresh token still works' }),
    expiration: z.string().optional().meta({ description: 'of refresh tokens: expiring or non-expiring' }),
    refreshSeconds: z.number().optional(),
    refreshIdleSeconds: z.number().optional(),
    crossOrigin: z.boolean().optional().meta({ description: 'passwords are taken on pages of the application' }),
  })
  .readonly();

/** What a client may do at an API by itself. */
export const auth0ClientGrantSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.client-grant'),
    grantId: z.string(),
    clientId: z.string(),
    audience: z.string(),
    scopes: list,
    subject: z
      .string()
      .optional()
      .meta({ description: '`client`: the application for itself; `user`: for whoever signed in' }),
  })
  .readonly();

export const auth0ResourceServerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.resource-server'),
    serverId: z.string(),
    name: z.string(),
    identifier: z.string(),
    system: z.boolean().optional().meta({ description: 'the Management API itself' }),
    algorithm: z.string().optional(),
    tokenSeconds: z.number().optional(),
    webTokenSeconds: z.number().optional(),
    offline: z.boolean().optional().meta({ description: 'refresh tokens are given for it' }),
    skipsConsent: z.boolean().optional(),
    rbac: z.boolean().optional().meta({ description: 'enforce_policies: users only get permissions they have' }),
  })
  .readonly();

/** What a user has consented to. */
export const auth0ConsentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.consent'),
    grantId: z.string(),
    clientId: z.string(),
    userId: z.string(),
    audience: z.string().optional(),
    scopes: list,
  })
  .readonly();

export const auth0ConnectionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.connection'),
    connectionId: z.string(),
    name: z.string(),
    strategy: z.string().meta({ description: 'auth0 is a database of passwords' }),
    passwordPolicy: z.string().optional().meta({ description: 'none, low, fair, good, excellent' }),
    minLength: z.number().optional(),
    dictionary: z.boolean().optional(),
    bruteForce: z.boolean().optional(),
    signup: z.boolean().optional().meta({ description: 'anybody may sign up' }),
  })
  .readonly();

export const auth0AttackProtectionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.attack-protection'),
    feature: z.enum(['brute-force-protection', 'breached-password-detection', 'suspicious-ip-throttling']),
    enabled: z.boolean(),
    shields: list.optional(),
    attempts: z.number().optional(),
    allowed: list.optional().meta({ description: 'addresses that are let through' }),
  })
  .readonly();

export const auth0TenantSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.tenant'),
    name: z.string(),
    defaultAudience: z.string().optional().meta({ description: 'empty: none' }),
    sessionHours: z.number().optional(),
    idleHours: z.number().optional(),
    cookie: z.string().optional().meta({ description: 'persistent or non-persistent' }),
    dynamicRegistration: z.boolean().optional(),
  })
  .readonly();

export const auth0FactorSchema = z
  .strictObject({ ...shape, kind: z.literal('auth0.factor'), name: z.string(), enabled: z.boolean() })
  .readonly();

/** When a second factor is asked for: always, by risk, or never. */
export const auth0MfaPolicySchema = z
  .strictObject({ ...shape, kind: z.literal('auth0.mfa-policy'), policies: list })
  .readonly();

/** A refresh token of a device. */
export const auth0DeviceCredentialSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.device-credential'),
    credentialId: z.string(),
    type: z.string(),
    clientId: z.string().optional(),
    userId: z.string().optional(),
    device: z.string().optional(),
    lastUsed: time.optional(),
  })
  .readonly();

export const auth0LogStreamSchema = z
  .strictObject({ ...shape, kind: z.literal('auth0.log-stream'), name: z.string(), status: z.string().optional() })
  .readonly();

/** Code that runs at sign-in. Only its name is kept. */
export const auth0CodeSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('auth0.code'),
    type: z.enum(['action', 'rule']),
    name: z.string(),
    enabled: z.boolean().optional(),
  })
  .readonly();

export const auth0ItemSchemas = [
  auth0ClientSchema,
  auth0ClientGrantSchema,
  auth0ResourceServerSchema,
  auth0ConsentSchema,
  auth0ConnectionSchema,
  auth0AttackProtectionSchema,
  auth0TenantSchema,
  auth0FactorSchema,
  auth0MfaPolicySchema,
  auth0DeviceCredentialSchema,
  auth0LogStreamSchema,
  auth0CodeSchema,
] as const;

export type Auth0Client = z.infer<typeof auth0ClientSchema>;
