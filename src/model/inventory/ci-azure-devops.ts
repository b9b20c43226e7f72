// SPDX-License-Identifier: Apache-2.0
// What an Azure DevOps organisation decides about tokens: personal access tokens, policies, and what jobs may reach.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('azure-devops') } as const;
const time = z.iso.datetime({ precision: 3 });

/** A personal access token, never its value. */
export const azureDevopsTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('azure-devops.token'),
    name: z.string(),
    user: z.string().optional().meta({ description: 'id of the user in Azure DevOps' }),
    scopes: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'app_token: everything that the user may do' }),
    everywhere: z.boolean().optional().meta({ description: 'valid for all organisations of the user' }),
    created: time.optional(),
    expires: time.optional(),
    valid: z.boolean().optional(),
  })
  .readonly();

/** A policy of the organisation or tenant, by the name that the service gives it. */
export const azureDevopsPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('azure-devops.policy'),
    name: z.string().meta({ description: 'as in DisallowOAuthAuthentication' }),
    on: z.boolean(),
    days: z.number().optional().meta({ description: 'MaxPatLifespanInDays' }),
  })
  .readonly();

/** General settings of the pipelines of a project. Absent settings were not exported. */
export const azureDevopsPipelineSettingsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('azure-devops.pipeline-settings'),
    project: z.string(),
    jobsLimited: z.boolean().optional().meta({ description: 'enforceJobAuthScope' }),
    releasesLimited: z.boolean().optional().meta({ description: 'enforceJobAuthScopeForReleases' }),
    repositoriesLimited: z.boolean().optional().meta({ description: 'enforceReferencedRepoScopedToken' }),
  })
  .readonly();

export const azureDevopsItemSchemas = [
  azureDevopsTokenSchema,
  azureDevopsPolicySchema,
  azureDevopsPipelineSettingsSchema,
] as const;

export type AzureDevopsToken = z.infer<typeof azureDevopsTokenSchema>;
