// SPDX-License-Identifier: Apache-2.0
// Answers of GitLab's REST API (v4), each beside its path. Fields: the types of @gitbeaker/core 43 and GitLab's API pages; of the
// newer ones (marked) GitLab's own source.
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import { id, text, time, timeOrNever } from '../collect/values.ts';
import { count, type Fields, fields, known, texts, truth } from '../values.ts';
import { type GitlabContext, type GitlabEndpoint, head } from './endpoint.ts';
import { gitlabProtectionEndpoints } from './protection-endpoints.ts';

function* group(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const path = text(body.full_path);
  if (path === undefined) return;
  yield {
    ...head('gitlab.group', path.toLowerCase(), where),
    path,
    top: body.parent_id === null,
    ...known({
      visibility: text(body.visibility),
      twoFactorRequired: truth(body.require_two_factor_authentication),
      graceHours: count(body.two_factor_grace_period),
    }),
  };
}

function* project(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const path = text(body.path_with_namespace);
  const num = id(body.id);
  if (path === undefined || num === undefined) return;
  const about = known({ visibility: text(body.visibility), archived: truth(body.archived) });
  yield {
    ...head('gitlab.project', path.toLowerCase(), where),
    number: num,
    path,
    ...about,
  };
  const claims = body.ci_id_token_sub_claim_components;
  const settings = known({
    jobTokenPushes: truth(body.ci_push_repository_for_job_token_allowed),
    forkPipelinesInside: truth(body.ci_allow_fork_pipelines_to_run_in_parent_project),
    // The older switch, where it is off, lets everybody; of newer servers it says the same as the role.
    overrideRole:
      body.restrict_user_defined_variables === false
        ? 'developer'
        : text(body.ci_pipeline_variables_minimum_override_role),
    subjectClaims: Array.isArray(claims) ? texts(claims) : undefined,
  });
  if (Object.keys(settings).length === 0) return;
  yield {
    ...head('gitlab.project-settings', path.toLowerCase(), where),
    path,
    ...about,
    ...settings,
  };
}

function* token(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  if (num === undefined) return;
  const revoked = truth(body.revoked);
  yield {
    ...head('gitlab.token', `${scope}/${num}`, where),
    scope,
    name: text(body.name) ?? num,
    scopes: texts(body.scopes),
    ...known({
      user: id(body.user_id),
      level: count(body.access_level),
      active: revoked === true ? false : truth(body.active),
      created: time(body.created_at),
      expires: timeOrNever(body.expires_at),
      lastUsed: timeOrNever(body.last_used_at),
    }),
  };
}

/** A token that acts as its user, whom a group has. */
function* personalToken(body: Fields, context: GitlabContext): Iterable<Item> {
  for (const it of token(body, context)) yield it.kind === 'gitlab.token' ? { ...it, personal: true } : it;
}

function* deployToken(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  if (num === undefined) return;
  yield {
    ...head('gitlab.deploy-token', `${scope}/${num}`, where),
    scope,
    name: text(body.name) ?? num,
    scopes: texts(body.scopes),
    ...known({
      active:
        body.revoked === true || body.expired === true ? false : truth(body.revoked) === undefined ? undefined : true,
      expires: timeOrNever(body.expires_at),
    }),
  };
}

function* deployKey(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  if (num === undefined) return;
  yield {
    ...head('gitlab.deploy-key', `${scope}/${num}`, where),
    scope,
    title: text(body.title) ?? num,
    ...known({
      canPush: truth(body.can_push),
      created: time(body.created_at),
      expires: timeOrNever(body.expires_at),
      lastUsed: timeOrNever(body.last_used_at),
    }),
  };
}

function* jobTokenScope(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const limited = truth(body.inbound_enabled);
  if (limited === undefined) return;
  yield {
    ...head('gitlab.job-token-scope', scope, where),
    scope,
    limited,
  };
}

function guest(type: 'project' | 'group'): GitlabEndpoint['read'] {
  return function* read(body, { scope, where }) {
    const path = text(body.path_with_namespace) ?? text(body.full_path) ?? text(body.web_url) ?? id(body.id);
    if (path === undefined) return;
    yield {
      ...head('gitlab.job-token-guest', `${scope}/${type}/${path}`, where),
      scope,
      type,
      path,
    };
  };
}

function* variable(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const name = text(body.key);
  if (name === undefined) return;
  const environment = text(body.environment_scope);
  yield {
    ...head(
      'gitlab.variable',
      `${scope}/${name}${environment === undefined || environment === '*' ? '' : `/${environment}`}`,
      where,
    ),
    scope,
    name,
    ...known({
      protected: truth(body.protected),
      masked: truth(body.masked),
      hidden: truth(body.hidden),
      environment,
      type: text(body.variable_type),
    }),
  };
}

function* trigger(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  if (num === undefined) return;
  yield {
    ...head('gitlab.trigger', `${scope}/${num}`, where),
    scope,
    name: text(body.description) ?? num,
    ...known({
      owner: text(fields(body.owner).username),
      created: time(body.created_at),
      lastUsed: timeOrNever(body.last_used),
    }),
  };
}

function* hook(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  if (num === undefined) return;
  yield {
    ...head('gitlab.hook', `${scope}/${num}`, where),
    scope,
    ...known({ url: text(body.url)?.replace(/\?.*$/s, ''), verifiesTls: truth(body.enable_ssl_verification) }),
  };
}

function* runner(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  // The lists of runners leave out what decides: only the answer for one runner has access_level.
  if (num === undefined || text(body.access_level) === undefined) return;
  yield {
    ...head('gitlab.runner', num, where),
    name: text(body.description) ?? num,
    protectedOnly: body.access_level === 'ref_protected',
    ...known({ type: text(body.runner_type), untagged: truth(body.run_untagged) }),
  };
}

/** What `/users` and `billable_members` both say. */
function account(body: Fields) {
  const state = text(body.state);
  return known({
    email: text(body.email),
    active: state === undefined ? undefined : state === 'active',
    created: time(body.created_at),
    lastActive: timeOrNever(body.last_activity_on),
    lastSignIn: timeOrNever(body.current_sign_in_at ?? body.last_sign_in_at ?? body.last_login_at),
  });
}

/** As an administrator of the server sees them. */
function* user(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  const username = text(body.username);
  if (num === undefined || username === undefined) return;
  yield {
    ...head('gitlab.user', num, where),
    number: num,
    username,
    ...account(body),
    ...known({
      admin: truth(body.is_admin),
      bot: truth(body.bot),
      external: truth(body.external),
      twoFactor: truth(body.two_factor_enabled),
    }),
  };
}

function* seat(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  const username = text(body.username);
  if (num === undefined || username === undefined) return;
  yield {
    ...head('gitlab.seat', num, where),
    number: num,
    username,
    ...account(body),
  };
}

function* member(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const num = id(body.id);
  const username = text(body.username);
  const level = count(body.access_level);
  if (num === undefined || username === undefined || level === undefined) return;
  yield {
    ...head('gitlab.member', `${scope}/${num}`, where),
    scope,
    number: num,
    username,
    level,
  };
}

function* instance(body: Fields, { where }: GitlabContext): Iterable<Item> {
  yield {
    kind: 'gitlab.instance',
    id: 'gitlab:instance',
    provider: 'gitlab',
    where: where(),
    ...known({
      tokenExpiryRequired: truth(body.require_personal_access_token_expiry),
      serviceTokenExpiryRequired: truth(body.service_access_tokens_expiration_enforced),
      passwordForGit: truth(body.password_authentication_enabled_for_git),
      twoFactorRequired: truth(body.require_two_factor_authentication),
      graceHours: count(body.two_factor_grace_period),
      registrationTokens: truth(body.allow_runner_registration_token),
      // Since GitLab 18.0.
      jobTokenLimitEnforced: truth(body.enforce_ci_inbound_job_token_scope_enabled),
      usersRegisterApplications: truth(body.user_oauth_applications),
      mostTokenDays:
        body.max_personal_access_token_lifetime === null
          ? ('unset' as const)
          : count(body.max_personal_access_token_lifetime),
      hooksReachInside: truth(body.allow_local_requests_from_web_hooks_and_services),
      adminMode: truth(body.admin_mode),
      signUpOpen: truth(body.signup_enabled),
      signUpApproved: truth(body.require_admin_approval_after_user_signup),
      runnerTokensExpire:
        'runner_token_expiration_interval' in body
          ? count(body.runner_token_expiration_interval) !== undefined
          : undefined,
    }),
  };
}

/** What people may give access to their accounts: registered for the whole server by an administrator. */
function* application(body: Fields, { where }: GitlabContext): Iterable<Item> {
  const name = text(body.application_name);
  const clientId = text(body.application_id);
  if (name === undefined || clientId === undefined) return;
  const type = body.confidential === false ? 'public' : 'web';
  const uris = text(body.callback_url)
    ?.split(/\s+/)
    .filter((uri) => uri !== '');
  yield {
    kind: 'application',
    id: `gitlab:application:${clientId}`,
    provider: 'gitlab',
    where: where(),
    type: 'gitlab-application',
    name,
    clientId,
    ...known({ redirectUris: uris?.map((uri) => ({ uri, type })) }),
  };
}

/** An endpoint that both groups and projects have. */
function both(path: string, tells: readonly ItemKind[], read: GitlabEndpoint['read']): readonly GitlabEndpoint[] {
  return [
    { path: `/groups/{group}/${path}`, tells, list: true, read },
    { path: `/projects/{project}/${path}`, tells, list: true, read },
  ];
}

export const gitlabEndpoints: readonly GitlabEndpoint[] = [
  { path: '/application/settings', tells: ['gitlab.instance'], read: instance },
  { path: '/applications', tells: ['application'], list: true, read: application },
  { path: '/users', tells: ['gitlab.user', 'identity'], list: true, read: user },
  { path: '/personal_access_tokens', tells: ['gitlab.token', 'credential'], list: true, read: token },
  { path: '/groups/{group}', tells: ['gitlab.group'], read: group },
  { path: '/groups/{group}/descendant_groups', tells: ['gitlab.group'], list: true, read: group },
  { path: '/groups/{group}/projects', tells: ['gitlab.project', 'resource'], list: true, read: project },
  { path: '/groups/{group}/billable_members', tells: ['gitlab.seat', 'identity'], list: true, read: seat },
  { path: '/groups/{group}/runners', tells: [], list: true, read: runner },
  { path: '/runners/{runner}', tells: ['gitlab.runner'], read: runner },
  { path: '/projects/{project}', tells: ['gitlab.project', 'gitlab.project-settings', 'resource'], read: project },
  { path: '/projects/{project}/deploy_keys', tells: ['gitlab.deploy-key', 'credential'], list: true, read: deployKey },
  { path: '/projects/{project}/job_token_scope', tells: ['gitlab.job-token-scope'], read: jobTokenScope },
  {
    path: '/projects/{project}/job_token_scope/allowlist',
    tells: ['gitlab.job-token-guest'],
    list: true,
    read: guest('project'),
  },
  {
    path: '/projects/{project}/job_token_scope/groups_allowlist',
    tells: ['gitlab.job-token-guest'],
    list: true,
    read: guest('group'),
  },
  { path: '/projects/{project}/triggers', tells: ['gitlab.trigger'], list: true, read: trigger },
  ...both('members/all', ['gitlab.member', 'identity'], member),
  ...both('access_tokens', ['gitlab.token', 'credential'], token),
  ...both('deploy_tokens', ['gitlab.deploy-token', 'credential'], deployToken),
  ...both('variables', ['gitlab.variable', 'credential'], variable),
  ...both('hooks', ['gitlab.hook'], hook),
  // Of service accounts, and on GitLab.com of enterprise users.
  ...['service_accounts/{user}', 'manage'].map(
    (below): GitlabEndpoint => ({
      path: `/groups/{group}/${below}/personal_access_tokens`,
      tells: ['gitlab.token', 'credential'],
      list: true,
      read: personalToken,
    }),
  ),
  ...gitlabProtectionEndpoints,
];
