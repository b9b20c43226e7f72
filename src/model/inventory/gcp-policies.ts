// SPDX-License-Identifier: Apache-2.0
// Roles, hierarchy and deny policies of Google Cloud, and what follows from them.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('gcp') } as const;
const words = z.array(z.string()).readonly();

/** A role with its permissions: a custom one, or a predefined one that was described. */
export const gcpRoleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.role'),
    name: z.string().meta({ description: 'projects/P/roles/R, organizations/O/roles/R or roles/R' }),
    permissions: words,
    deleted: z.boolean(),
  })
  .readonly();

/** A project or folder and what is above it. */
export const gcpContainerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.container'),
    name: z.string().meta({ description: 'projects/NUMBER or folders/NUMBER' }),
    projectId: z.string().optional(),
    parent: z.string().optional().meta({ description: 'folders/NUMBER or organizations/NUMBER' }),
    ancestors: words.optional().meta({ description: 'all that is above it' }),
  })
  .readonly();

export const gcpDenyPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.deny-policy'),
    attachedTo: z.string().meta({ description: 'projects/P, folders/F or organizations/O' }),
    rules: z
      .array(
        z
          .strictObject({
            principals: words,
            exceptPrincipals: words,
            permissions: words,
            exceptPermissions: words,
            condition: z.string().optional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** What a binding gives of the powers over tokens: conditions, custom roles and denials taken together. */
export const gcpAccessSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.access'),
    binding: z.string(),
    power: z.enum(['mint-tokens', 'read-secrets', 'raise-own-rights']),
    permissions: words.meta({ description: 'those of the power that the role has; empty where they are not known' }),
    holds: z.enum(['yes', 'no', 'depends', 'unknown']).meta({
      description: 'over all below: no, where a condition or a denial stops it; unknown: the role was not collected',
    }),
    depends: words.meta({ description: 'what it depends on, or what stops it' }),
  })
  .readonly();

export const gcpPolicyItemSchemas = [gcpRoleSchema, gcpContainerSchema, gcpDenyPolicySchema, gcpAccessSchema] as const;

export type GcpAccess = z.infer<typeof gcpAccessSchema>;
export type GcpDenyPolicy = z.infer<typeof gcpDenyPolicySchema>;
export type GcpContainer = z.infer<typeof gcpContainerSchema>;
