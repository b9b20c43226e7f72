// SPDX-License-Identifier: Apache-2.0
// Settings of GitHub Actions, secrets, environments and runners. Paths and fields: GitHub's OpenAPI description
// (@octokit/openapi 23.0.2).
import type { Item } from '../../model/inventory/item.ts';
import { id, objects, oneOf, text, time } from '../collect/values.ts';
import { type Fields, fields, known, texts, truth } from '../values.ts';
import type { AnswerContext, Endpoint } from './endpoint.ts';

const provider = 'github';

function* policy(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  const enabledFor = text(body.enabled_repositories);
  yield {
    kind: 'github.actions-policy',
    id: `github:actions-policy:${scope}`,
    provider,
    where: where(),
    scope,
    ...known({
      enabled: truth(body.enabled) ?? (enabledFor === undefined ? undefined : enabledFor !== 'none'),
      allowed: oneOf(['all', 'local_only', 'selected'], body.allowed_actions),
      pinningRequired: truth(body.sha_pinning_required),
    }),
  };
}

function* selectedActions(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  yield {
    kind: 'github.selected-actions',
    id: `github:selected-actions:${scope}`,
    provider,
    where: where(),
    scope,
    patterns: texts(body.patterns_allowed),
    ...known({ verifiedAllowed: truth(body.verified_allowed) }),
  };
}

function* workflowDefaults(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  yield {
    kind: 'github.workflow-defaults',
    id: `github:workflow-defaults:${scope}`,
    provider,
    where: where(),
    scope,
    ...known({
      permissions: oneOf(['read', 'write'], body.default_workflow_permissions),
      canApprove: truth(body.can_approve_pull_request_reviews),
    }),
  };
}

function* forkApproval(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  const approval = text(body.approval_policy);
  if (approval === undefined) return;
  yield {
    kind: 'github.fork-approval',
    id: `github:fork-approval:${scope}`,
    provider,
    where: where(),
    scope,
    policy: approval,
  };
}

function* privateForks(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  yield {
    kind: 'github.private-forks',
    id: `github:private-forks:${scope}`,
    provider,
    where: where(),
    scope,
    ...known({
      run: truth(body.run_workflows_from_fork_pull_requests),
      writeTokens: truth(body.send_write_tokens_to_workflows),
      secrets: truth(body.send_secrets_and_variables),
      approval: truth(body.require_approval_for_fork_pr_workflows),
    }),
  };
}

function* oidcSubject(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  yield {
    kind: 'github.oidc-subject',
    id: `github:oidc-subject:${scope}`,
    provider,
    where: where(),
    scope,
    ...known({
      useDefault: truth(body.use_default),
      claims: Array.isArray(body.include_claim_keys) ? texts(body.include_claim_keys) : undefined,
      immutable: truth(body.use_immutable_subject),
    }),
  };
}

function* runnerGroups(body: Fields, { organization, where }: AnswerContext): Iterable<Item> {
  for (const [at, it] of objects(body.runner_groups).entries()) {
    const number = id(it.id);
    if (number === undefined) continue;
    yield {
      kind: 'github.runner-group',
      id: `github:runner-group:${organization}/${number}`,
      provider,
      where: where('runner_groups', at),
      organization,
      name: text(it.name) ?? number,
      ...known({
        visibility: text(it.visibility),
        publicRepositories: truth(it.allows_public_repositories),
        limitedToWorkflows: truth(it.restricted_to_workflows),
      }),
    };
  }
}

function* runners(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  for (const [at, it] of objects(body.runners).entries()) {
    const number = id(it.id);
    if (number === undefined) continue;
    yield {
      kind: 'github.runner',
      id: `github:runner:${scope}/${number}`,
      provider,
      where: where('runners', at),
      scope,
      name: text(it.name) ?? number,
      ...known({ ephemeral: truth(it.ephemeral), group: id(it.runner_group_id) }),
    };
  }
}

function secrets(store: 'actions' | 'dependabot' | 'codespaces'): Endpoint['read'] {
  return function* read(body, { scope, environment, where }) {
    for (const [at, it] of objects(body.secrets).entries()) {
      const name = text(it.name);
      if (name === undefined) continue;
      const place = environment === '' ? scope : `${scope}/${environment}`;
      yield {
        kind: 'github.secret',
        id: `github:secret:${store}:${place}/${name}`,
        provider,
        where: where('secrets', at),
        scope,
        store,
        name,
        ...known({
          environment: environment === '' ? undefined : environment,
          visibility: oneOf(['all', 'private', 'selected'], it.visibility),
          created: time(it.created_at),
          changed: time(it.updated_at),
        }),
      };
    }
  };
}

function* environments(body: Fields, { repository, where }: AnswerContext): Iterable<Item> {
  for (const [at, it] of objects(body.environments).entries()) {
    const name = text(it.name);
    if (name === undefined) continue;
    const rules = objects(it.protection_rules);
    const branches = fields(it.deployment_branch_policy);
    const reviews = rules.find((rule) => rule.type === 'required_reviewers');
    const prevented = truth(reviews?.prevent_self_review);
    yield {
      kind: 'github.environment',
      id: `github:environment:${repository}/${name}`,
      provider,
      where: where('environments', at),
      repository,
      name,
      reviewers: reviews !== undefined,
      branchesLimited: branches.protected_branches === true || branches.custom_branch_policies === true,
      ...known({
        limitedTo:
          branches.protected_branches === true
            ? ('protected' as const)
            : branches.custom_branch_policies === true
              ? ('patterns' as const)
              : undefined,
        selfReview: prevented === undefined ? undefined : !prevented,
        // Not in GitHub's OpenAPI description, but in its answers.
        administratorsBypass: truth(it.can_admins_bypass),
      }),
    };
  }
}

const secretKinds = ['github.secret', 'credential'] as const;

/** An endpoint that both organisations and repositories have. */
function both(path: string, tells: Endpoint['tells'], read: Endpoint['read']): readonly Endpoint[] {
  return [
    { path: `/orgs/{org}/${path}`, tells, read },
    { path: `/repos/{owner}/{repo}/${path}`, tells, read },
  ];
}

export const actionsEndpoints: readonly Endpoint[] = [
  ...both('actions/permissions', ['github.actions-policy'], policy),
  ...both('actions/permissions/selected-actions', ['github.selected-actions'], selectedActions),
  ...both('actions/permissions/workflow', ['github.workflow-defaults'], workflowDefaults),
  ...both('actions/permissions/fork-pr-contributor-approval', ['github.fork-approval'], forkApproval),
  ...both('actions/permissions/fork-pr-workflows-private-repos', ['github.private-forks'], privateForks),
  ...both('actions/oidc/customization/sub', ['github.oidc-subject'], oidcSubject),
  ...both('actions/runners', ['github.runner'], runners),
  ...both('actions/secrets', secretKinds, secrets('actions')),
  ...both('dependabot/secrets', secretKinds, secrets('dependabot')),
  ...both('codespaces/secrets', secretKinds, secrets('codespaces')),
  { path: '/orgs/{org}/actions/runner-groups', tells: ['github.runner-group'], read: runnerGroups },
  { path: '/repos/{owner}/{repo}/environments', tells: ['github.environment'], read: environments },
  {
    path: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
    tells: secretKinds,
    read: secrets('actions'),
  },
];
