// SPDX-License-Identifier: Apache-2.0
// What an AWS account has beyond the common nouns.
import { z } from 'zod';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.literal('aws') } as const;

/** One thing that policies let a principal do and that matters for tokens. */
const powerSchema = z
  .strictObject({
    power: z.string().meta({ description: 'id of the power: everything, mint-keys, assume-any-role, ...' }),
    policy: z.string().meta({ description: 'name of the policy that gives it' }),
    conditioned: z.boolean().meta({ description: 'under a condition, which may or may not hold' }),
    path: pathSchema.optional().meta({ description: 'where the statement stands in the file' }),
  })
  .readonly();

/** Who may become a role, as its trust policy says. */
const trustSchema = z
  .strictObject({
    type: z.enum(['aws', 'service', 'federated', 'anyone']),
    principal: z.string(),
    actions: z.array(z.string()).readonly(),
    conditions: z
      .array(
        z.strictObject({ operator: z.string(), key: z.string(), values: z.array(z.string()).readonly() }).readonly(),
      )
      .readonly(),
    path: pathSchema,
  })
  .readonly();

export const awsPrincipalSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.principal'),
    type: z.enum(['user', 'role']),
    name: z.string(),
    arn: z.string(),
    account: z.string(),
    /** Roles that AWS makes for its own services: nobody can change what they may. */
    serviceLinked: z.boolean(),
    powers: z.array(powerSchema).readonly(),
    unresolved: z
      .array(z.string())
      .readonly()
      .meta({ description: 'attached policies whose text was not collected: what they give is unknown' }),
    bounded: z.boolean().meta({ description: 'a permissions boundary limits it' }),
    trust: z.array(trustSchema).readonly().optional(),
    maxSessionSeconds: z.number().int().optional(),
    profiles: z.array(z.string()).readonly().optional().meta({ description: 'instance profiles that hold the role' }),
  })
  .readonly();

/** A row of the credential report: what the account knows of a user's own credentials. */
export const awsUserCredentialsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.user-credentials'),
    user: z.string(),
    root: z.boolean(),
    password: z.boolean().optional(),
    mfa: z.boolean().optional(),
    activeKeys: z.number().int(),
  })
  .readonly();

export const awsPasswordPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.password-policy'),
    minimumLength: z.number().int().optional(),
    reusePrevention: z.number().int().optional(),
    maxAgeDays: z.number().int().optional(),
    symbols: z.boolean().optional(),
    numbers: z.boolean().optional(),
    upperCase: z.boolean().optional(),
    lowerCase: z.boolean().optional(),
  })
  .readonly();

export const awsAnalyzerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.analyzer'),
    name: z.string(),
    type: z.string(),
    active: z.boolean(),
  })
  .readonly();

export const awsAccessFindingSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.access-finding'),
    type: z.string(),
    resource: z.string(),
    status: z.string(),
    public: z.boolean().optional(),
  })
  .readonly();

export const awsInstanceSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.instance'),
    name: z.string(),
    running: z.boolean(),
    profile: z.string().optional(),
    metadata: z
      .strictObject({ enabled: z.boolean(), tokensRequired: z.boolean(), hopLimit: z.number().int().optional() })
      .readonly()
      .optional(),
    publicAddress: z.boolean(),
  })
  .readonly();

export const awsOidcProviderSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.oidc-provider'),
    url: z.string(),
    audiences: z.array(z.string()).readonly(),
  })
  .readonly();

export const awsItemSchemas = [
  awsPrincipalSchema,
  awsUserCredentialsSchema,
  awsPasswordPolicySchema,
  awsAnalyzerSchema,
  awsAccessFindingSchema,
  awsInstanceSchema,
  awsOidcProviderSchema,
] as const;

export type AwsPrincipal = z.infer<typeof awsPrincipalSchema>;
export type AwsTrust = NonNullable<AwsPrincipal['trust']>[number];
export type AwsPower = AwsPrincipal['powers'][number];
