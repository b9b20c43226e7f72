// SPDX-License-Identifier: Apache-2.0
// What a GitHub organisation has beyond the common nouns, as far as tokens are concerned. Field names are ours; what they are in
// GitHub's REST API is in src/inventory/github. `scope` is `organization:LOGIN` or `repository:OWNER/NAME`, in lower case.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('github') } as const;
const time = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string()).readonly();
const scope = z.string().meta({ description: 'organization:LOGIN or repository:OWNER/NAME, in lower case' });
const permissions = z
  .record(z.string(), z.string())
  .readonly()
  .meta({ description: 'permission -> read, write or admin' });

export const githubOrganizationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.organization'),
    login: z.string(),
    plan: z.string().optional(),
    twoFactorRequired: z.boolean().optional(),
    basePermission: z.string().optional().meta({ description: 'what members have on every repository' }),
    secretScanningForNew: z.boolean().optional(),
    pushProtectionForNew: z.boolean().optional(),
    deployKeysAllowed: z.boolean().optional(),
    membersPublish: z.boolean().optional().meta({ description: 'members may make a repository public' }),
    membersInvite: z.boolean().optional().meta({ description: 'administrators of repositories may invite outsiders' }),
  })
  .readonly();

export const githubRepositorySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.repository'),
    name: z.string().meta({ description: 'owner/name' }),
    visibility: z.enum(['public', 'private', 'internal']).optional(),
    archived: z.boolean().optional(),
    defaultBranch: z.string().optional(),
    created: time.optional(),
    secretScanning: z.boolean().optional(),
    pushProtection: z.boolean().optional(),
  })
  .readonly();

/** Somebody in an organisation, as one list tells it; identities are made of all lists together. */
export const githubMemberSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.member'),
    organization: z.string(),
    login: z.string(),
    role: z.enum(['owner', 'member', 'outside']),
  })
  .readonly();

/** Somebody without a second factor, or with one that can be phished or taken over (text messages). */
export const githubTwoFactorGapSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.two-factor-gap'),
    organization: z.string(),
    login: z.string(),
    gap: z.enum(['none', 'insecure']),
  })
  .readonly();

/** When somebody last did anything, as GitHub's report of its users has it; no API tells. */
export const githubActivitySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.activity'),
    login: z.string(),
    created: time.optional(),
    suspended: z.boolean().optional(),
    lastActive: z.union([time, z.literal('never')]).optional(),
  })
  .readonly();

export const githubSignOnSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.sign-on'),
    organization: z.string(),
    saml: z.boolean().meta({ description: 'an identity provider is set up' }),
    allLinked: z.boolean().optional().meta({ description: 'all members who are linked to it were told' }),
    allowList: z.boolean().optional().meta({ description: 'only listed addresses may use the API and Git' }),
  })
  .readonly();

/** Who a member is at the organisation's identity provider. */
export const githubExternalIdentitySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.external-identity'),
    organization: z.string(),
    login: z.string(),
    nameId: z.string(),
  })
  .readonly();

/** An app that is installed on an organisation. */
export const githubInstallationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.installation'),
    organization: z.string(),
    app: z.string().meta({ description: 'slug of the app' }),
    appId: z.string().optional(),
    clientId: z.string().optional(),
    repositories: z.enum(['all', 'selected']).optional(),
    permissions,
    events: texts.optional().meta({ description: 'what it is told of by webhook' }),
    created: time.optional(),
    suspended: time.optional(),
  })
  .readonly();

/** Who made an app. */
export const githubAppSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.app'),
    app: z.string(),
    name: z.string(),
    owner: z.string().optional(),
    homepage: z.string().optional(),
    created: time.optional(),
  })
  .readonly();

/** A fine-grained personal access token that an organisation let in, or was asked to (`requested`). */
export const githubFineGrainedTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.fine-grained-token'),
    organization: z.string(),
    login: z.string(),
    name: z.string().optional(),
    state: z.enum(['granted', 'requested']),
    tokenId: z.string().optional().meta({ description: 'as the audit log names it' }),
    repositories: z.enum(['none', 'all', 'subset']).optional(),
    permissions,
    since: time.optional().meta({ description: 'when it was granted or asked for' }),
    expired: z.boolean().optional(),
    expires: z.union([time, z.literal('never')]).optional(),
    lastUsed: z.union([time, z.literal('never')]).optional(),
  })
  .readonly();

/** A classic token or SSH key that its owner has authorised for an organisation with single sign-on. */
export const githubCredentialAuthorizationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.credential-authorization'),
    organization: z.string(),
    login: z.string(),
    type: z.string().meta({ description: 'as GitHub calls it: personal access token, SSH key, OAuth app token' }),
    name: z.string().optional(),
    scopes: texts.optional(),
    authorized: time.optional(),
    expires: z.union([time, z.literal('never')]).optional(),
    lastUsed: z.union([time, z.literal('never')]).optional(),
  })
  .readonly();

export const githubDeployKeySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.deploy-key'),
    repository: z.string(),
    title: z.string(),
    readOnly: z.boolean().optional(),
    enabled: z.boolean().optional(),
    addedBy: z.string().optional(),
    created: time.optional(),
    lastUsed: z.union([time, z.literal('never')]).optional(),
  })
  .readonly();

export const githubHookSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.hook'),
    scope,
    url: z.string().optional(),
    secretSet: z.boolean().optional(),
    verifiesTls: z.boolean().optional(),
    active: z.boolean().optional(),
    events: texts,
  })
  .readonly();

/** A stored secret: its name and age, never its value. */
export const githubSecretSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.secret'),
    scope,
    environment: z.string().optional(),
    store: z.enum(['actions', 'dependabot', 'codespaces']),
    name: z.string(),
    visibility: z.enum(['all', 'private', 'selected']).optional(),
    created: time.optional(),
    changed: time.optional(),
  })
  .readonly();

export const githubActionsPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.actions-policy'),
    scope,
    enabled: z.boolean().optional().meta({ description: 'whether anything runs at all' }),
    allowed: z.enum(['all', 'local_only', 'selected']).optional(),
    pinningRequired: z.boolean().optional(),
  })
  .readonly();

export const githubSelectedActionsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.selected-actions'),
    scope,
    verifiedAllowed: z.boolean().optional(),
    patterns: texts,
  })
  .readonly();

export const githubWorkflowDefaultsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.workflow-defaults'),
    scope,
    permissions: z.enum(['read', 'write']).optional(),
    canApprove: z.boolean().optional(),
  })
  .readonly();

export const githubForkApprovalSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.fork-approval'),
    scope,
    policy: z.string(),
  })
  .readonly();

export const githubPrivateForksSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.private-forks'),
    scope,
    run: z.boolean().optional(),
    writeTokens: z.boolean().optional(),
    secrets: z.boolean().optional(),
    approval: z.boolean().optional(),
  })
  .readonly();

/** How the subject of OIDC tokens is made, on which cloud roles decide whom they trust. */
export const githubOidcSubjectSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.oidc-subject'),
    scope,
    useDefault: z.boolean().optional(),
    claims: texts.optional(),
    immutable: z.boolean().optional(),
  })
  .readonly();

export const githubRunnerGroupSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.runner-group'),
    organization: z.string(),
    name: z.string(),
    visibility: z.string().optional(),
    publicRepositories: z.boolean().optional(),
    limitedToWorkflows: z.boolean().optional(),
  })
  .readonly();

export const githubRunnerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.runner'),
    scope,
    name: z.string(),
    ephemeral: z.boolean().optional(),
    group: z.string().optional(),
  })
  .readonly();

export const githubEnvironmentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.environment'),
    repository: z.string(),
    name: z.string(),
    reviewers: z.boolean().meta({ description: 'somebody must approve' }),
    branchesLimited: z.boolean().meta({ description: 'only some branches or tags may deploy' }),
    limitedTo: z.enum(['protected', 'patterns']).optional(),
    selfReview: z.boolean().optional().meta({ description: 'who starts a deployment may approve it' }),
    administratorsBypass: z.boolean().optional(),
  })
  .readonly();

/** Settings of an organisation that only its audit log tells, by the event that last changed them. */
export const githubSettings = [
  'third-party-apps-restricted',
  'classic-tokens-restricted',
  'fine-grained-tokens-restricted',
  'token-lifetime-limited',
  'token-approval-required',
] as const;

export const githubSettingChangeSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('github.setting-change'),
    organization: z.string(),
    setting: z.enum(githubSettings),
    on: z.boolean().optional().meta({ description: 'absent: given back to the enterprise, which decides' }),
    at: time,
    days: z.number().optional().meta({ description: 'of a limited lifetime' }),
  })
  .readonly();

export const githubItemSchemas = [
  githubOrganizationSchema,
  githubRepositorySchema,
  githubMemberSchema,
  githubTwoFactorGapSchema,
  githubActivitySchema,
  githubSignOnSchema,
  githubExternalIdentitySchema,
  githubInstallationSchema,
  githubAppSchema,
  githubFineGrainedTokenSchema,
  githubCredentialAuthorizationSchema,
  githubDeployKeySchema,
  githubHookSchema,
  githubSecretSchema,
  githubActionsPolicySchema,
  githubSelectedActionsSchema,
  githubWorkflowDefaultsSchema,
  githubForkApprovalSchema,
  githubPrivateForksSchema,
  githubOidcSubjectSchema,
  githubRunnerGroupSchema,
  githubRunnerSchema,
  githubEnvironmentSchema,
  githubSettingChangeSchema,
] as const;

export type GithubDeployKey = z.infer<typeof githubDeployKeySchema>;
export type GithubFineGrainedToken = z.infer<typeof githubFineGrainedTokenSchema>;
export type GithubInstallation = z.infer<typeof githubInstallationSchema>;
export type GithubCredentialAuthorization = z.infer<typeof githubCredentialAuthorizationSchema>;
export type GithubSecret = z.infer<typeof githubSecretSchema>;
