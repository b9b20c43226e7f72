// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share. What a provider has beyond them is in the file of that provider.
//
// A field that is not known is absent, and absent never means "no": checks judge it as unknown.
import { z } from 'zod';
import { provenanceSchema } from './provenance.ts';

export const providers = [
  'kubernetes',
  'github',
  'gitlab',
  'azure-devops',
  'jenkins',
  'entra',
  'azure',
  'google',
  'okta',
  'auth0',
  'aws',
  'gcp',
  'active-directory',
  'people',
  'network',
  'tools',
] as const;
export type Provider = (typeof providers)[number];

const time = z.iso.datetime({ precision: 3 });

/** When something was last used. `never` says that nothing was seen since `since`, the start of the data. */
export const lastUseSchema = z
  .union([
    z.strictObject({ at: time, since: time.optional() }),
    z.strictObject({ never: z.literal(true), since: time.optional() }),
  ])
  .readonly();

/** What every item has. `id` is unique among items of its kind; it begins with the provider: `entra:user:GUID`. */
export const itemShape = {
  id: z.string().min(1),
  provider: z.enum(providers),
  where: provenanceSchema,
} as const;

/** Kinds of second factors; `unknown` is one whose kind is not told. */
export const mfaKinds = [
  'phishing-resistant',
  'passwordless',
  'app',
  'one-time-code',
  'phone',
  'email',
  'unknown',
] as const;
export type MfaKind = (typeof mfaKinds)[number];

/** Who can act: people, and what acts by itself. */
export const identitySchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('identity'),
    type: z.enum([
      'user',
      'guest',
      'service-account',
      'service-principal',
      'managed-identity',
      'role',
      'group',
      'node',
      'machine',
      'workload',
      'pipeline',
      'person',
    ]),
    name: z.string(),
    email: z.string().optional(),
    enabled: z.boolean().optional(),
    external: z.boolean().optional().meta({ description: 'of another organisation' }),
    created: time.optional(),
    lastUsed: lastUseSchema.optional().meta({ description: 'any sign-in or call' }),
    lastInteractive: lastUseSchema.optional().meta({ description: 'the last sign-in by a person' }),
    passwordChanged: time.optional(),
    mfa: z
      .array(z.enum(mfaKinds))
      .readonly()
      .optional()
      .meta({ description: 'registered second factors; empty: none' }),
    roles: z.array(z.string()).readonly().optional().meta({ description: 'standing privileged roles, by name' }),
    eligibleRoles: z.array(z.string()).readonly().optional().meta({ description: 'roles it can activate when needed' }),
    owners: z.array(z.string()).readonly().optional().meta({ description: 'ids of identities; empty: nobody' }),
    employeeId: z.string().optional(),
    /** Leaving date and department of people, as the HR system has them. */
    leaves: time.optional(),
    manager: z.string().optional(),
    breakGlass: z.boolean().optional(),
    labels: z.record(z.string(), z.string()).readonly().optional(),
  })
  .readonly();

/** An OAuth client, enterprise application, GitHub App or the like: what grants are given to. */
export const applicationSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('application'),
    type: z.string().meta({ description: 'app-registration, service-principal, github-app, oauth-client, ...' }),
    name: z.string(),
    clientId: z.string().optional(),
    origin: z
      .enum(['own', 'third-party', 'first-party'])
      .optional()
      .meta({ description: 'ours, of another organisation, or of the provider itself' }),
    publisher: z
      .strictObject({ name: z.string().optional(), verified: z.boolean().optional(), domain: z.string().optional() })
      .readonly()
      .optional(),
    audience: z.enum(['single-tenant', 'multi-tenant', 'personal']).optional(),
    redirectUris: z
      .array(z.strictObject({ uri: z.string(), type: z.string() }).readonly())
      .readonly()
      .optional(),
    homepage: z.string().optional(),
    owners: z.array(z.string()).readonly().optional().meta({ description: 'ids of identities; empty: nobody' }),
    created: time.optional(),
    enabled: z.boolean().optional(),
    lastUsed: lastUseSchema.optional(),
    assignmentRequired: z.boolean().optional(),
    requested: z.array(z.string()).readonly().optional().meta({ description: 'permissions it asks for' }),
  })
  .readonly();

/** Permissions given to an application or identity. */
export const grantSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('grant'),
    type: z.enum(['delegated', 'application', 'role', 'installation', 'trust']),
    to: z.string().meta({ description: 'id of the application or identity that may act' }),
    principal: z
      .string()
      .optional()
      .meta({ description: 'on whose behalf: the id of an identity, or all-users; absent where it acts as itself' }),
    resource: z.string().optional().meta({ description: 'the API or object that the permissions are for' }),
    permissions: z.array(z.string()).readonly(),
    consent: z.enum(['user', 'admin']).optional(),
    created: time.optional(),
    expires: time.optional(),
    lastUsed: lastUseSchema.optional(),
  })
  .readonly();

export const credentialTypes = [
  'password',
  'client-secret',
  'certificate',
  'federated',
  'access-key',
  'service-account-key',
  'service-account-token',
  'personal-access-token',
  'fine-grained-token',
  'api-token',
  'deploy-key',
  'deploy-token',
  'ssh-key',
  'refresh-token',
  'secret',
  'job-token',
  'webhook-secret',
] as const;

/** What proves an identity. Never the secret itself. */
export const credentialSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('credential'),
    type: z.enum(credentialTypes),
    holder: z.string().optional().meta({ description: 'id of the identity or application it proves' }),
    name: z.string().optional(),
    created: time.optional(),
    expires: z.union([time, z.literal('never')]).optional(),
    lastUsed: lastUseSchema.optional(),
    lastChanged: time.optional(),
    enabled: z.boolean().optional(),
    permissions: z.array(z.string()).readonly().optional(),
    scope: z.string().optional().meta({ description: 'what it is good for: a repository, a project, all, ...' }),
    federation: z
      .strictObject({
        issuer: z.string(),
        subject: z.string().optional(),
        audiences: z.array(z.string()).readonly().optional(),
      })
      .readonly()
      .optional(),
    fingerprint: z.string().optional(),
  })
  .readonly();

/** What identities act on: an API, a secret, a repository, a cluster. */
export const resourceSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('resource'),
    type: z.string(),
    name: z.string(),
    owner: z.string().optional(),
    public: z.boolean().optional(),
    created: time.optional(),
    labels: z.record(z.string(), z.string()).readonly().optional(),
  })
  .readonly();

/** From the holder of the power to what it reaches. */
export const relations = [
  'owns',
  'member-of',
  'grants',
  'holds',
  'can-read',
  'can-mint',
  'can-change',
  'may-become',
  'runs-as',
  'mounted-in',
  'federates-with',
  'hosts',
] as const;

/** `from` has power over `to`: whoever has the first can get at the second. */
export const relationSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('relation'),
    from: z.string(),
    to: z.string(),
    relation: z.enum(relations),
    why: z.string().meta({ description: 'one sentence: what makes it so' }),
  })
  .readonly();

/** What a principal was seen to do in logs, added up. */
export const useSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('use'),
    principal: z.string(),
    client: z.string().optional(),
    credential: z.string().optional(),
    action: z.string().meta({ description: "in the provider's words for permissions: get secrets, s3:GetObject, ..." }),
    resource: z.string().optional(),
    count: z.number().int().positive(),
    first: time,
    last: time,
    agents: z.array(z.string()).readonly().optional(),
    networks: z.array(z.string()).readonly().optional(),
    interactive: z.boolean().optional(),
    outcome: z.enum(['success', 'failure']).optional().meta({
      description: 'of all that is added up here; what failed shows who tried, and is no use of an account or a right',
    }),
    protocol: z.string().optional(),
  })
  .readonly();

/** The time that a log covers. What happened outside of it, or is not logged there, is unknown. */
export const windowSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('window'),
    log: z.string().meta({ description: 'id of the log source' }),
    first: time,
    last: time,
    records: z.number().int().nonnegative(),
    missing: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'kinds of actions that this log does not hold, as in "AWS data events"' }),
  })
  .readonly();

export type LastUse = z.infer<typeof lastUseSchema>;
export type Identity = z.infer<typeof identitySchema>;
export type Application = z.infer<typeof applicationSchema>;
export type Grant = z.infer<typeof grantSchema>;
export type Credential = z.infer<typeof credentialSchema>;
export type Resource = z.infer<typeof resourceSchema>;
export type Relation = z.infer<typeof relationSchema>;
export type Use = z.infer<typeof useSchema>;
export type LogWindow = z.infer<typeof windowSchema>;
