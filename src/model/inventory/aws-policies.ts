// SPDX-License-Identifier: Apache-2.0
// Policies of AWS as they are written, who they are attached to, and what follows from them.
import { z } from 'zod';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.literal('aws') } as const;
const words = z.array(z.string()).readonly();

export const awsConditionSchema = z.strictObject({ operator: z.string(), key: z.string(), values: words }).readonly();

export const awsPrincipalNameSchema = z
  .strictObject({ type: z.enum(['aws', 'service', 'federated', 'anyone', 'other']), name: z.string() })
  .readonly();

/** One statement. An empty list is an element that is not there. */
export const awsStatementSchema = z
  .strictObject({
    allow: z.boolean(),
    actions: words.meta({ description: 'patterns, in small letters' }),
    notActions: words,
    resources: words,
    notResources: words,
    conditions: z.array(awsConditionSchema).readonly(),
    /** Only in policies of resources, as the trust policies of roles are. */
    principals: z.array(awsPrincipalNameSchema).readonly().optional(),
    notPrincipals: z.array(awsPrincipalNameSchema).readonly().optional(),
    /** Policies older than the version 2012-10-17 know no variables. */
    variables: z.boolean(),
    path: pathSchema.optional().meta({ description: 'where it stands in the file' }),
  })
  .readonly();

export const awsPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.policy'),
    type: z.enum(['identity', 'service-control', 'resource-control']),
    name: z.string(),
    statements: z.array(awsStatementSchema).readonly(),
  })
  .readonly();

/** The root, a unit or an account of an organisation. */
export const awsTargetSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.target'),
    target: z.string().meta({ description: 'r-..., ou-... or the id of an account' }),
    parent: z.string().optional(),
    controls: words.optional().meta({ description: 'ids of the service control policies attached to it' }),
    resourceControls: words.optional(),
  })
  .readonly();

export const awsOrganizationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.organization'),
    organization: z.string().meta({ description: 'o-...' }),
    managementAccount: z.string().optional(),
  })
  .readonly();

/** A power over tokens or roles that policies leave a principal, all of them taken together. */
export const awsPowerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.power'),
    principal: z.string(),
    power: z.string().meta({ description: 'everything, raise-own-rights, mint-credentials, assume-any-role, ...' }),
    action: z.string().meta({ description: 'the action that gives it' }),
    policy: z.string().meta({ description: 'name of the policy that gives it' }),
    own: z.boolean().meta({ description: 'over itself only' }),
    depends: words.meta({ description: 'what it depends on and no export tells; empty: it holds' }),
  })
  .readonly();

/** Whom a trust policy lets in beyond those that are meant. */
export const awsAdmissionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('aws.admission'),
    role: z.string(),
    who: z.enum(['anyone', 'issuer', 'organisations', 'organisation', 'branches', 'accounts', 'audience']),
    name: z.string().meta({ description: 'the subject, issuer or principal of the trust policy' }),
    depends: words,
  })
  .readonly();

export const awsPolicyItemSchemas = [
  awsPolicySchema,
  awsTargetSchema,
  awsOrganizationSchema,
  awsPowerSchema,
  awsAdmissionSchema,
] as const;

export type AwsCondition = z.infer<typeof awsConditionSchema>;
export type AwsStatement = z.infer<typeof awsStatementSchema>;
export type AwsPolicy = z.infer<typeof awsPolicySchema>;
export type AwsTarget = z.infer<typeof awsTargetSchema>;
export type AwsPower = z.infer<typeof awsPowerSchema>;
export type AwsAdmission = z.infer<typeof awsAdmissionSchema>;
