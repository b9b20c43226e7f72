// SPDX-License-Identifier: Apache-2.0
// Rules of branches and tags, and who is not bound by them. Paths and fields: GitHub's OpenAPI description
// (@octokit/openapi 23.0.2).
import type { Item } from '../../model/inventory/item.ts';
import { id, objects, oneOf, text, time } from '../collect/values.ts';
import { count, type Fields, fields, known, texts, truth } from '../values.ts';
import { workflowOwners } from './code-owners.ts';
import type { AnswerContext, Endpoint } from './endpoint.ts';

const provider = 'github';

function* ruleset(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  const number = id(body.id);
  // The list of a repository has those of its organisation too.
  if (number === undefined || (scope.startsWith('repository:') && body.source_type !== 'Repository')) return;
  const rules = Array.isArray(body.rules) ? objects(body.rules) : undefined;
  const refs = fields(fields(body.conditions).ref_name);
  const names = fields(fields(body.conditions).repository_name);
  const paths = rules?.flatMap((it) => texts(fields(it.parameters).restricted_file_paths));
  const bypass = Array.isArray(body.bypass_actors)
    ? objects(body.bypass_actors).flatMap((it) => {
        const type = text(it.actor_type);
        return type === undefined
          ? []
          : [{ type, mode: text(it.bypass_mode) ?? 'always', ...known({ number: id(it.actor_id) }) }];
      })
    : undefined;
  yield {
    kind: 'github.ruleset',
    id: `github:ruleset:${scope}/${number}`,
    provider,
    where: where(),
    scope,
    number,
    name: text(body.name) ?? number,
    ...known({
      target: text(body.target),
      enforcement: text(body.enforcement),
      rules: rules?.flatMap((it) => text(it.type) ?? []),
      include: Array.isArray(refs.include) ? texts(refs.include) : undefined,
      exclude: Array.isArray(refs.exclude) ? texts(refs.exclude) : undefined,
      everyRepository:
        'conditions' in body && scope.startsWith('organization:')
          ? texts(names.include).includes('~ALL') && texts(names.exclude).length === 0
          : undefined,
      paths,
      bypass,
    }),
  };
}

/** File patterns that take in all workflows. */
const workflowFiles = /^(?:\.github\/workflows\/\*{1,2}(?:\/\*)?|\.github\/\*\*(?:\/\*)?|\*\*(?:\/\*)?|\*)$/;

/** Whether some team must approve changes of workflows; a beta of GitHub's. */
function asksTeam(parameters: Fields): boolean | undefined {
  if (!Array.isArray(parameters.required_reviewers)) return undefined;
  return objects(parameters.required_reviewers).some(
    (it) => (count(it.minimum_approvals) ?? 0) > 0 && texts(it.file_patterns).some((one) => workflowFiles.test(one)),
  );
}

function* branchRule(body: Fields, { repository, branch, where }: AnswerContext): Iterable<Item> {
  const type = text(body.type);
  if (type === undefined) return;
  const number = id(body.ruleset_id);
  const parameters = fields(body.parameters);
  yield {
    kind: 'github.branch-rule',
    id: `github:branch-rule:${repository}/${branch}/${number ?? '-'}/${type}`,
    provider,
    where: where(),
    repository,
    branch,
    type,
    ...known({
      ruleset: number,
      approvals: count(parameters.required_approving_review_count),
      codeOwners: truth(parameters.require_code_owner_review),
      dismissStale: truth(parameters.dismiss_stale_reviews_on_push),
      lastPush: truth(parameters.require_last_push_approval),
      workflowTeam: asksTeam(parameters),
    }),
  };
}

function* branch(body: Fields, { repository, where }: AnswerContext): Iterable<Item> {
  const name = text(body.name);
  if (name === undefined) return;
  yield {
    kind: 'github.branch',
    id: `github:branch:${repository}/${name}`,
    provider,
    where: where(),
    repository,
    name,
    ...known({ protected: truth(body.protected) }),
  };
}

function* protection(body: Fields, { repository, branch: name, where }: AnswerContext): Iterable<Item> {
  const reviews = fields(body.required_pull_request_reviews);
  yield {
    kind: 'github.branch-protection',
    id: `github:branch-protection:${repository}/${name}`,
    provider,
    where: where(),
    repository,
    branch: name,
    pullRequests: 'required_pull_request_reviews' in body,
    ...known({
      bindsAdministrators: truth(fields(body.enforce_admins).enabled),
      forcePushes: truth(fields(body.allow_force_pushes).enabled),
      deletions: truth(fields(body.allow_deletions).enabled),
      approvals: count(reviews.required_approving_review_count),
      codeOwners: truth(reviews.require_code_owner_reviews),
      dismissStale: truth(reviews.dismiss_stale_reviews),
      lastPush: truth(reviews.require_last_push_approval),
    }),
  };
}

function* deploymentPolicies(body: Fields, { repository, environment, where }: AnswerContext): Iterable<Item> {
  for (const [at, it] of objects(body.branch_policies).entries()) {
    const pattern = text(it.name);
    if (pattern === undefined) continue;
    const type = oneOf(['branch', 'tag'], it.type);
    yield {
      kind: 'github.deployment-policy',
      id: `github:deployment-policy:${repository}/${environment}/${type ?? 'branch'}/${pattern}`,
      provider,
      where: where('branch_policies', at),
      repository,
      environment,
      pattern,
      ...known({ type }),
    };
  }
}

/** A file as the API gives it, in Base64. */
function* codeOwners(body: Fields, { repository, where }: AnswerContext): Iterable<Item> {
  const content = text(body.content);
  if (body.type !== 'file' || body.encoding !== 'base64' || content === undefined) return;
  yield {
    kind: 'github.code-owners',
    id: `github:code-owners:${repository}`,
    provider,
    where: where(),
    repository,
    file: text(body.path) ?? 'CODEOWNERS',
    workflowOwners: workflowOwners(Buffer.from(content, 'base64').toString('utf8')),
  };
}

function* repositoryRunners(body: Fields, { organization, where }: AnswerContext): Iterable<Item> {
  const repositories = oneOf(['all', 'selected', 'none'], body.enabled_repositories);
  if (repositories === undefined) return;
  const base = { kind: 'github.repository-runners', provider, where: where(), organization } as const;
  yield { ...base, id: `github:repository-runners:${organization}`, repositories };
}

/** Of the whole organisation or one repository; the secret itself is passed over. */
function* secretAlert(body: Fields, { repository: asked, where }: AnswerContext): Iterable<Item> {
  const number = id(body.number);
  const repository = text(fields(body.repository).full_name)?.toLowerCase() ?? asked;
  const state = text(body.state);
  if (number === undefined || repository === '' || state === undefined) return;
  yield {
    kind: 'github.secret-alert',
    id: `github:secret-alert:${repository}/${number}`,
    provider,
    where: where(),
    repository,
    number,
    type: text(body.secret_type_display_name) ?? text(body.secret_type) ?? 'secret',
    open: state === 'open',
    ...known({
      created: time(body.created_at),
      validity: text(body.validity),
      publiclyLeaked: truth(body.publicly_leaked),
      bypassed: truth(body.push_protection_bypassed),
    }),
  };
}

/** Where GitHub looks for the file, in this order; the first one counts. */
export const codeOwnersFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export const protectionEndpoints: readonly Endpoint[] = [
  // The lists have neither rules nor bypasses; whether there is more is told by the answers for each.
  { path: '/orgs/{org}/rulesets', tells: [], list: true, read: ruleset },
  { path: '/repos/{owner}/{repo}/rulesets', tells: [], list: true, read: ruleset },
  { path: '/orgs/{org}/rulesets/{ruleset_id}', tells: ['github.ruleset'], read: ruleset },
  { path: '/repos/{owner}/{repo}/rulesets/{ruleset_id}', tells: ['github.ruleset'], read: ruleset },
  {
    path: '/repos/{owner}/{repo}/rules/branches/{branch}',
    tells: ['github.branch-rule'],
    list: true,
    read: branchRule,
  },
  { path: '/repos/{owner}/{repo}/branches', tells: ['github.branch'], list: true, read: branch },
  { path: '/repos/{owner}/{repo}/branches/{branch}', tells: ['github.branch'], read: branch },
  {
    path: '/repos/{owner}/{repo}/branches/{branch}/protection',
    tells: ['github.branch-protection'],
    read: protection,
  },
  {
    path: '/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies',
    tells: ['github.deployment-policy'],
    read: deploymentPolicies,
  },
  ...codeOwnersFiles.map(
    (file): Endpoint => ({
      path: `/repos/{owner}/{repo}/contents/${file}`,
      tells: ['github.code-owners'],
      read: codeOwners,
    }),
  ),
  { path: '/orgs/{org}/secret-scanning/alerts', tells: ['github.secret-alert'], list: true, read: secretAlert },
  {
    path: '/repos/{owner}/{repo}/secret-scanning/alerts',
    tells: ['github.secret-alert'],
    list: true,
    read: secretAlert,
  },
  {
    path: '/orgs/{org}/actions/permissions/self-hosted-runners',
    tells: ['github.repository-runners'],
    read: repositoryRunners,
  },
];
