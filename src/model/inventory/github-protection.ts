// SPDX-License-Identifier: Apache-2.0
// What keeps a stolen token from changing what runs on GitHub: rules of branches and tags, and who is not bound by them.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('github') } as const;
const texts = z.array(z.string()).readonly();
const repository = z.string().meta({ description: 'owner/name, in lower case' });

/** What a pull request must have before it is merged; shared by rules and by older branch protection. */
const review = {
  approvals: z.number().optional(),
  codeOwners: z.boolean().optional().meta({ description: 'owners of the changed files must approve' }),
  dismissStale: z.boolean().optional().meta({ description: 'a new push takes approvals away' }),
  lastPush: z.boolean().optional().meta({ description: 'somebody else than who pushed last must approve' }),
} as const;

/** Somebody whom a ruleset does not bind. */
const bypassSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Integration, OrganizationAdmin, RepositoryRole, Team, DeployKey, User' }),
    mode: z.string().meta({ description: 'always, exempt, or pull_request: in a pull request only' }),
    number: z.string().optional(),
  })
  .readonly();

export const githubRulesetSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.ruleset'),
    scope: z.string().meta({ description: 'organization:LOGIN or repository:OWNER/NAME, in lower case' }),
    number: z.string(),
    name: z.string(),
    target: z.string().optional().meta({ description: 'branch, tag, push or repository' }),
    enforcement: z.string().optional().meta({ description: 'active, evaluate (only watched) or disabled' }),
    rules: texts.optional().meta({ description: 'types of its rules; only the answer for one ruleset has them' }),
    include: texts.optional().meta({ description: 'refs that it is for: refs/tags/v*, ~ALL, ~DEFAULT_BRANCH' }),
    exclude: texts.optional(),
    everyRepository: z.boolean().optional().meta({ description: 'of an organisation: it leaves no repository out' }),
    paths: texts.optional().meta({ description: 'paths that no push may change' }),
    bypass: z
      .array(bypassSchema)
      .readonly()
      .optional()
      .meta({ description: 'only told to those who may change the ruleset' }),
  })
  .readonly();

/** A rule that holds for a branch, from whatever ruleset. */
export const githubBranchRuleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.branch-rule'),
    repository,
    branch: z.string(),
    type: z.string(),
    ruleset: z.string().optional().meta({ description: 'number of the ruleset' }),
    workflowTeam: z.boolean().optional().meta({ description: 'a team must approve changes of workflows' }),
    ...review,
  })
  .readonly();

export const githubBranchSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.branch'),
    repository,
    name: z.string(),
    protected: z.boolean().optional(),
  })
  .readonly();

/** Older branch protection, of one branch. */
export const githubBranchProtectionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.branch-protection'),
    repository,
    branch: z.string(),
    pullRequests: z.boolean().meta({ description: 'changes come by pull request' }),
    bindsAdministrators: z.boolean().optional(),
    forcePushes: z.boolean().optional(),
    deletions: z.boolean().optional(),
    ...review,
  })
  .readonly();

/** Branches or tags that may deploy to an environment, by a pattern. */
export const githubDeploymentPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.deployment-policy'),
    repository,
    environment: z.string(),
    pattern: z.string(),
    type: z.enum(['branch', 'tag']).optional(),
  })
  .readonly();

/** Who owns the workflows of a repository, by its CODEOWNERS file. */
export const githubCodeOwnersSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.code-owners'),
    repository,
    file: z.string(),
    workflowOwners: texts.meta({ description: 'owners of files in .github/workflows; empty: nobody' }),
  })
  .readonly();

/** Which repositories may have runners of their own. */
export const githubRepositoryRunnersSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.repository-runners'),
    organization: z.string(),
    repositories: z.enum(['all', 'selected', 'none']),
  })
  .readonly();

/** A secret that GitHub found in a repository: what it is, never the secret. */
export const githubSecretAlertSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.secret-alert'),
    repository,
    number: z.string(),
    type: z.string().meta({ description: 'what kind of secret, in the words of GitHub' }),
    open: z.boolean(),
    created: z.iso.datetime({ precision: 3 }).optional(),
    validity: z.string().optional().meta({ description: 'active, inactive or unknown, as GitHub tried it' }),
    publiclyLeaked: z.boolean().optional(),
    bypassed: z.boolean().optional().meta({ description: 'it was pushed past push protection' }),
  })
  .readonly();

export const githubProtectionSchemas = [
  githubRulesetSchema,
  githubBranchRuleSchema,
  githubBranchSchema,
  githubBranchProtectionSchema,
  githubDeploymentPolicySchema,
  githubCodeOwnersSchema,
  githubRepositoryRunnersSchema,
  githubSecretAlertSchema,
] as const;
