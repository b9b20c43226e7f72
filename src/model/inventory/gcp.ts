// SPDX-License-Identifier: Apache-2.0
// What Google Cloud has beyond the common nouns.
import { z } from 'zod';
import { gcpPolicyItemSchemas } from './gcp-policies.ts';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.literal('gcp') } as const;

/** One member of one role on one resource. */
export const gcpBindingSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.binding'),
    resource: z.string().meta({ description: 'full name, as in //cloudresourcemanager.googleapis.com/projects/shop' }),
    /** organization, folder, project: everything below inherits it; service-account and other: only itself. */
    level: z.enum(['organization', 'folder', 'project', 'service-account', 'other']),
    role: z.string(),
    member: z.string(),
    condition: z.string().optional(),
  })
  .readonly();

export const gcpWorkloadIdentityProviderSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.workload-identity-provider'),
    name: z.string(),
    active: z.boolean(),
    issuer: z.string().optional(),
    audiences: z.array(z.string()).readonly(),
    condition: z.string().optional(),
    mapping: z.record(z.string(), z.string()).readonly(),
  })
  .readonly();

export const gcpServiceAccountSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.service-account'),
    email: z.string(),
    project: z.string().optional(),
    enabled: z.boolean(),
  })
  .readonly();

export const gcpOrganizationPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.organization-policy'),
    constraint: z.string().meta({ description: 'without constraints/: iam.disableServiceAccountKeyCreation' }),
    resource: z.string(),
    enforced: z.boolean().optional(),
  })
  .readonly();

export const gcpInstanceSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.instance'),
    name: z.string(),
    account: z.string().optional(),
    scopes: z.array(z.string()).readonly(),
    running: z.boolean(),
    path: pathSchema,
  })
  .readonly();

export const gcpApiKeySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gcp.api-key'),
    name: z.string(),
    applicationRestricted: z.boolean(),
    apiRestricted: z.boolean(),
    created: z.iso.datetime({ precision: 3 }).optional(),
  })
  .readonly();

export const gcpItemSchemas = [
  gcpBindingSchema,
  gcpWorkloadIdentityProviderSchema,
  gcpServiceAccountSchema,
  gcpOrganizationPolicySchema,
  gcpInstanceSchema,
  gcpApiKeySchema,
  ...gcpPolicyItemSchemas,
] as const;

export type GcpBinding = z.infer<typeof gcpBindingSchema>;
