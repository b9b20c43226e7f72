// SPDX-License-Identifier: Apache-2.0
// What an AWS account has beyond the common nouns.
import { z } from 'zod';
import { awsPolicyItemSchemas, awsStatementSchema } from './aws-policies.ts';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('aws') } as const;

export const awsPrincipalSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.principal'),
    /** A policy by itself stands for whoever gets it. */
    type: z.enum(['user', 'role', 'policy']),
    name: z.string(),
    arn: z.string(),
    account: z.string(),
    /** Roles that AWS makes for its own services: nobody can change what they may. */
    serviceLinked: z.boolean(),
    policies: z
      .array(z.string())
      .readonly()
      .meta({ description: "ids of its own, attached and groups' policies whose text was collected" }),
    unresolved: z
      .array(z.string())
      .readonly()
      .meta({ description: 'attached policies whose text was not collected: what they give is unknown' }),
    boundary: z.string().optional().meta({ description: 'id of the policy that is its permissions boundary' }),
    groups: z.array(z.string()).readonly().optional().meta({ description: 'ARNs of the groups of a user' }),
    tags: z.record(z.string(), z.string()).readonly().optional(),
    trust: z.array(awsStatementSchema).readonly().optional().meta({ description: 'the trust policy of a role' }),
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

export const awsFunctionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.function'),
    name: z.string(),
    arn: z.string(),
    role: z.string().optional().meta({ description: 'ARN of the role that it runs as' }),
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
  awsFunctionSchema,
  ...awsPolicyItemSchemas,
] as const;

export type AwsPrincipal = z.infer<typeof awsPrincipalSchema>;
