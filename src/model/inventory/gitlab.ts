// SPDX-License-Identifier: Apache-2.0
// What GitLab has beyond the common nouns, as far as tokens are concerned. `scope` is `group:PATH` or `project:PATH` (or the
// number, as it was asked for), in lower case, or `instance`.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('gitlab') } as const;
const time = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string()).readonly();
const scope = z.string();
const timeOrNever = z.union([time, z.literal('never')]);

export const gitlabGroupSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.group'),
    path: z.string(),
    visibility: z.string().optional(),
    top: z.boolean().optional(),
    twoFactorRequired: z.boolean().optional(),
    graceHours: z.number().optional(),
  })
  .readonly();

export const gitlabProjectSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.project'),
    number: z.string(),
    path: z.string(),
    visibility: z.string().optional(),
    archived: z.boolean().optional(),
  })
  .readonly();

/** What only maintainers see of a project. */
export const gitlabProjectSettingsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.project-settings'),
    path: z.string(),
    visibility: z.string().optional(),
    archived: z.boolean().optional(),
    jobTokenPushes: z.boolean().optional(),
    forkPipelinesInside: z.boolean().optional(),
    overrideRole: z.string().optional().meta({ description: 'least role that may override variables of a pipeline' }),
    subjectClaims: texts.optional(),
  })
  .readonly();

/** A personal, project or group access token. */
export const gitlabTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.token'),
    scope: z.string().meta({ description: 'group:PATH or project:PATH; of personal tokens, instance' }),
    personal: z
      .boolean()
      .optional()
      .meta({ description: 'it acts as its user, as that of a service account of a group does' }),
    name: z.string(),
    user: z.string().optional().meta({ description: 'number of the user, or of the bot that it is' }),
    scopes: texts,
    level: z.number().optional().meta({ description: '30 developer, 40 maintainer, 50 owner' }),
    active: z.boolean().optional(),
    created: time.optional(),
    expires: timeOrNever.optional(),
    lastUsed: timeOrNever.optional(),
  })
  .readonly();

export const gitlabDeployTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.deploy-token'),
    scope,
    name: z.string(),
    scopes: texts,
    active: z.boolean().optional(),
    expires: timeOrNever.optional(),
  })
  .readonly();

export const gitlabDeployKeySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.deploy-key'),
    scope,
    title: z.string(),
    canPush: z.boolean().optional(),
    created: time.optional(),
    expires: timeOrNever.optional(),
    lastUsed: timeOrNever.optional(),
  })
  .readonly();

/** Whether jobs of other projects may reach a project with their token, and of which. */
export const gitlabJobTokenScopeSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.job-token-scope'),
    scope,
    limited: z.boolean(),
  })
  .readonly();

export const gitlabJobTokenGuestSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.job-token-guest'),
    scope,
    type: z.enum(['project', 'group']),
    path: z.string(),
  })
  .readonly();

/** A CI variable: its name and how it is kept, never its value. */
export const gitlabVariableSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.variable'),
    scope,
    name: z.string(),
    protected: z.boolean().optional(),
    masked: z.boolean().optional(),
    hidden: z.boolean().optional(),
    environment: z.string().optional(),
    type: z.string().optional(),
  })
  .readonly();

export const gitlabProtectedBranchSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.protected-branch'),
    scope,
    name: z.string(),
    pushLevels: z.array(z.number()).readonly(),
    forcePush: z.boolean().optional(),
  })
  .readonly();

export const gitlabProtectedTagSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.protected-tag'),
    scope,
    name: z.string(),
    createLevels: z.array(z.number()).readonly(),
  })
  .readonly();

/** An environment that only some may deploy to; of a group, by its tier. */
export const gitlabProtectedEnvironmentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.protected-environment'),
    scope,
    name: z.string(),
    deployLevels: z
      .array(z.number())
      .readonly()
      .meta({ description: 'levels of roles; named people are not among them' }),
    approvals: z.number().optional(),
  })
  .readonly();

/** What keeps secrets from being pushed to a project: push rules, or secret push protection. */
export const gitlabSecretDetectionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.secret-detection'),
    scope,
    by: z.enum(['push-rule', 'push-protection']),
    on: z.boolean(),
  })
  .readonly();

export const gitlabApprovalSettingsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.approval-settings'),
    scope,
    authorApproves: z.boolean().optional(),
    committersApprove: z.boolean().optional(),
  })
  .readonly();

/** How many must approve a merge request, by one rule. */
export const gitlabApprovalRuleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.approval-rule'),
    scope,
    name: z.string(),
    approvals: z.number(),
  })
  .readonly();

/** A user that no person is, which a group or the server made. */
export const gitlabServiceAccountSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.service-account'),
    scope,
    number: z.string(),
    username: z.string(),
    email: z.string().optional(),
  })
  .readonly();

export const gitlabTriggerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.trigger'),
    scope,
    name: z.string(),
    owner: z.string().optional(),
    created: time.optional(),
    lastUsed: timeOrNever.optional(),
  })
  .readonly();

export const gitlabHookSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.hook'),
    scope,
    url: z.string().optional(),
    verifiesTls: z.boolean().optional(),
  })
  .readonly();

export const gitlabRunnerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.runner'),
    name: z.string(),
    type: z.string().optional(),
    protectedOnly: z.boolean().optional(),
    untagged: z.boolean().optional(),
  })
  .readonly();

export const gitlabUserSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.user'),
    number: z.string(),
    username: z.string(),
    email: z.string().optional(),
    admin: z.boolean().optional(),
    bot: z.boolean().optional(),
    external: z.boolean().optional(),
    active: z.boolean().optional(),
    twoFactor: z.boolean().optional(),
    created: time.optional(),
    lastActive: timeOrNever.optional(),
    lastSignIn: timeOrNever.optional(),
  })
  .readonly();

/** Who takes a seat of a group, as its owners see them. */
export const gitlabSeatSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.seat'),
    number: z.string(),
    username: z.string(),
    email: z.string().optional(),
    active: z.boolean().optional(),
    created: time.optional(),
    lastActive: timeOrNever.optional(),
    lastSignIn: timeOrNever.optional(),
  })
  .readonly();

export const gitlabMemberSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.member'),
    scope,
    number: z.string(),
    username: z.string(),
    level: z.number(),
  })
  .readonly();

/** Settings of a whole server; only its administrators see them. */
export const gitlabInstanceSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('gitlab.instance'),
    tokenExpiryRequired: z.boolean().optional(),
    serviceTokenExpiryRequired: z.boolean().optional(),
    passwordForGit: z.boolean().optional(),
    twoFactorRequired: z.boolean().optional(),
    graceHours: z.number().optional(),
    registrationTokens: z.boolean().optional(),
    jobTokenLimitEnforced: z.boolean().optional(),
    usersRegisterApplications: z.boolean().optional(),
    hooksReachInside: z.boolean().optional().meta({ description: 'webhooks may call addresses of the inner network' }),
    adminMode: z.boolean().optional().meta({ description: 'administrators sign in once more to administer' }),
    signUpOpen: z.boolean().optional(),
    signUpApproved: z.boolean().optional().meta({ description: 'an administrator approves each new account' }),
    runnerTokensExpire: z.boolean().optional(),
    mostTokenDays: z
      .union([z.number(), z.literal('unset')])
      .optional()
      .meta({ description: 'days that tokens may live at most' }),
  })
  .readonly();

export const gitlabItemSchemas = [
  gitlabGroupSchema,
  gitlabProjectSchema,
  gitlabProjectSettingsSchema,
  gitlabTokenSchema,
  gitlabDeployTokenSchema,
  gitlabDeployKeySchema,
  gitlabJobTokenScopeSchema,
  gitlabJobTokenGuestSchema,
  gitlabVariableSchema,
  gitlabProtectedBranchSchema,
  gitlabProtectedTagSchema,
  gitlabProtectedEnvironmentSchema,
  gitlabSecretDetectionSchema,
  gitlabApprovalSettingsSchema,
  gitlabApprovalRuleSchema,
  gitlabServiceAccountSchema,
  gitlabTriggerSchema,
  gitlabHookSchema,
  gitlabRunnerSchema,
  gitlabUserSchema,
  gitlabSeatSchema,
  gitlabMemberSchema,
  gitlabInstanceSchema,
] as const;
