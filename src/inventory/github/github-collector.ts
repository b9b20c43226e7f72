// SPDX-License-Identifier: Apache-2.0
// Which calls tell what an organisation's tokens are, with the permission that GitHub documents for each (of classic tokens:
// the scope).
import { TokenwardError } from '../../model/error.ts';
import type { Call, CollectOptions, Collector } from '../collect/collector.ts';
import { id, objects, text } from '../collect/values.ts';
import { fields, truth } from '../values.ts';
import { tellsOf } from './endpoint.ts';
import { findEndpoint } from './github-responses.ts';
import { settingActions } from './read-access.ts';
import { codeOwnersFiles } from './read-protection.ts';

/** The version of the API that the paths and fields are of. */
const headers = { 'x-github-api-version': '2022-11-28', accept: 'application/vnd.github+json' } as const;

function call(path: string, permission: string, more: Partial<Call> = {}): Call {
  const match = findEndpoint(path);
  return { path, permission, headers, tells: match === undefined ? [] : tellsOf(match), ...more };
}

const optional = { optional: true } as const;
const admin = 'organisation: administration (read) / admin:org';
const runners = 'organisation: self-hosted runners (read) / admin:org';
const repositoryAdmin = 'repository: administration (read) / repo';
const contents = 'repository: contents (read) / repo';
const metadata = 'repository: metadata (read) / repo';
/** Who may not change a ruleset is not told whom it does not bind. */
const rulesets = 'repository: administration (write, for bypasses) / repo';
/** GitHub's documentation asks for it even to read. */
const organizationRulesets = 'organisation: administration (write, even to read rulesets) / admin:org';

function signOnCall(path: string, org: string, after?: string): Call {
  const page = `first: 100${after === undefined ? '' : `, after: ${JSON.stringify(after)}`}`;
  return call(path, 'organisation: administration (read) / admin:org', {
    graphql: `query { organization(login: ${JSON.stringify(org)}) { login ipAllowListEnabledSetting samlIdentityProvider { ssoUrl externalIdentities(${page}) { pageInfo { hasNextPage endCursor } edges { node { user { login } samlIdentity { nameId } } } } } } }`,
    tells: ['github.sign-on', 'github.external-identity'],
    ...optional,
  });
}

/** The next page of people who are linked to the identity provider. */
function followSignOn(path: string, body: unknown): readonly Call[] {
  const organization = fields(fields(fields(body).data).organization);
  const page = fields(fields(fields(organization.samlIdentityProvider).externalIdentities).pageInfo);
  const [login, cursor] = [text(organization.login), text(page.endCursor)];
  if (truth(page.hasNextPage) !== true || login === undefined || cursor === undefined) return [];
  return [signOnCall(`${path.replace(/#.*$/s, '')}#sign-on-${encodeURIComponent(cursor)}`, login, cursor)];
}

function organisationCalls(org: string, graphql: string): readonly Call[] {
  const at = `/orgs/${encodeURIComponent(org)}`;
  return [
    call(at, 'organisation owner: administration (read) / admin:org'),
    call(`${at}/repos?type=all&per_page=100`, 'repository: metadata (read) / repo'),
    call(`${at}/members?role=admin&per_page=100`, 'organisation: members (read) / read:org'),
    call(`${at}/members?role=member&per_page=100`, 'organisation: members (read) / read:org'),
    call(`${at}/members?filter=2fa_disabled&per_page=100`, 'organisation owner / read:org'),
    call(`${at}/members?filter=2fa_insecure&per_page=100`, 'organisation owner / read:org', {
      ...optional,
    }),
    call(`${at}/outside_collaborators?per_page=100`, 'organisation: members (read) / read:org'),
    call(`${at}/outside_collaborators?filter=2fa_disabled&per_page=100`, 'organisation owner / read:org'),
    signOnCall(`${graphql}#sign-on`, org),
    call(`${at}/installations?per_page=100`, 'organisation: administration (read) / admin:read'),
    call(
      `${at}/personal-access-tokens?per_page=100`,
      'organisation: personal access tokens (read), with the token of a GitHub App',
      optional,
    ),
    call(
      `${at}/personal-access-token-requests?per_page=100`,
      'organisation: personal access token requests (read), with the token of a GitHub App',
      optional,
    ),
    call(
      `${at}/credential-authorizations?per_page=100`,
      'organisation owner, GitHub Enterprise Cloud / read:org',
      optional,
    ),
    // One call for each: whether the search takes several actions is nowhere said.
    ...settingActions.map((action) =>
      call(
        `${at}/audit-log?phrase=action:${action}&per_page=100`,
        'organisation: administration (read), GitHub Enterprise Cloud / read:audit_log',
        optional,
      ),
    ),
    call(`${at}/hooks?per_page=100`, 'organisation: webhooks (read) / admin:org_hook'),
    call(`${at}/actions/permissions`, admin),
    call(`${at}/actions/permissions/workflow`, admin),
    call(`${at}/actions/permissions/selected-actions`, admin, optional),
    call(`${at}/actions/permissions/fork-pr-contributor-approval`, admin, optional),
    call(`${at}/actions/permissions/fork-pr-workflows-private-repos`, admin, optional),
    call(`${at}/actions/oidc/customization/sub`, 'organisation: administration (read) / read:org', optional),
    call(`${at}/actions/runner-groups?per_page=100`, runners, optional),
    call(`${at}/actions/runners?per_page=100`, runners),
    call(`${at}/actions/secrets?per_page=100`, 'organisation: secrets (read) / admin:org'),
    call(`${at}/dependabot/secrets?per_page=100`, 'organisation: Dependabot secrets (read) / admin:org', optional),
    call(`${at}/codespaces/secrets?per_page=100`, 'organisation: Codespaces secrets (read) / admin:org', optional),
    call(`${at}/rulesets?per_page=100`, organizationRulesets, { ...optional, tells: ['github.ruleset'] }),
    call(`${at}/actions/permissions/self-hosted-runners`, admin, optional),
    call(
      `${at}/secret-scanning/alerts?state=open&hide_secret=true&per_page=100`,
      'repository: secret scanning alerts (read) / security_events',
      optional,
    ),
  ];
}

function repositoryCalls(name: string, branch: string | undefined): readonly Call[] {
  const at = `/repos/${name.split('/').map(encodeURIComponent).join('/')}`;
  return [
    ...(branch === undefined
      ? []
      : [
          // A repository without a commit has no branch.
          call(`${at}/branches/${encodeURIComponent(branch)}`, contents, { emptyOn: [404] }),
          call(`${at}/rules/branches/${encodeURIComponent(branch)}?per_page=100`, metadata, optional),
        ]),
    call(`${at}/rulesets?per_page=100`, metadata, { ...optional, tells: ['github.ruleset'] }),
    call(`${at}/keys?per_page=100`, repositoryAdmin),
    call(`${at}/hooks?per_page=100`, 'repository: webhooks (read) / repo'),
    call(`${at}/actions/permissions`, repositoryAdmin),
    call(`${at}/actions/permissions/workflow`, repositoryAdmin, optional),
    call(`${at}/actions/oidc/customization/sub`, 'repository: actions (read) / repo', optional),
    call(`${at}/actions/runners?per_page=100`, repositoryAdmin),
    call(`${at}/actions/secrets?per_page=100`, 'repository: secrets (read) / repo'),
    call(`${at}/dependabot/secrets?per_page=100`, 'repository: Dependabot secrets (read) / repo', optional),
    call(`${at}/codespaces/secrets?per_page=100`, 'repository: Codespaces secrets (read) / repo', optional),
    call(`${at}/environments?per_page=100`, 'repository: actions (read) / repo', optional),
  ];
}

/** What only `follow` asks for. */
const followed = [
  repositoryAdmin,
  'repository: webhooks (read) / repo',
  'repository: secrets (read) / repo',
  'repository: actions (read) / repo',
  'repository: environments (read) / repo',
  'repository: Dependabot secrets (read) / repo',
  'repository: Codespaces secrets (read) / repo',
  contents,
  metadata,
  rulesets,
] as const;

/** Whether a review by owners is asked for; only then it matters who they are. */
function asksOwners(body: unknown): boolean {
  const reviews = fields(fields(body).required_pull_request_reviews);
  return (
    truth(reviews.require_code_owner_reviews) === true ||
    objects(body).some((it) => truth(fields(it.parameters).require_code_owner_review) === true)
  );
}

/** The file of owners, where GitHub looks for it after the places that were looked at. */
function ownersCall(repository: string, looked: number): readonly Call[] {
  const file = codeOwnersFiles[looked];
  return file === undefined ? [] : [call(`${repository}/contents/${file}`, contents, { ...optional, emptyOn: [404] })];
}

function environmentCalls(environments: string, body: unknown): readonly Call[] {
  return objects(fields(body).environments).flatMap((it) => {
    const name = text(it.name);
    if (name === undefined) return [];
    const at = `${environments}/${encodeURIComponent(name)}`;
    const branches = fields(it.deployment_branch_policy);
    return [
      call(`${at}/secrets?per_page=100`, 'repository: environments (read) / repo', optional),
      ...(branches.custom_branch_policies === true
        ? [call(`${at}/deployment-branch-policies?per_page=100`, 'repository: actions (read) / repo', optional)]
        : []),
      ...(branches.protected_branches === true
        ? [call(`${environments.replace(/environments$/, 'branches')}?protected=true&per_page=100`, contents, optional)]
        : []),
    ];
  });
}

/** What an answer about a repository leads to. */
function followRepository(path: string, body: unknown): readonly Call[] {
  const repository = /^\/repos\/[^/?]+\/[^/?]+(?=\/)/.exec(path)?.[0];
  if (repository === undefined) return [];
  const rest = path.slice(repository.length).replace(/\?.*$/s, '');
  const branch = /^\/branches\/[^/]+$/.exec(rest)?.[0];
  if (branch !== undefined) {
    const isProtected = truth(fields(body).protected) === true;
    return isProtected ? [call(`${repository}${branch}/protection`, repositoryAdmin, optional)] : [];
  }
  if (/^\/(?:branches\/[^/]+\/protection|rules\/branches\/[^/]+)$/.test(rest))
    return asksOwners(body) ? ownersCall(repository, 0) : [];
  const looked = codeOwnersFiles.findIndex((file) => rest === `/contents/${file}`);
  if (looked !== -1) return body === null ? ownersCall(repository, looked + 1) : [];
  return rest === '/environments' ? environmentCalls(`${repository}/environments`, body) : [];
}

/** The answers for each ruleset have what the list leaves out; those of an organisation are asked for once. */
function rulesetCalls(list: string, permission: string, body: unknown): readonly Call[] {
  return objects(body).flatMap((it) => {
    const number = id(it.id);
    const own = list.startsWith('/orgs/') || it.source_type === 'Repository';
    return number === undefined || !own ? [] : [call(`${list}/${number}`, permission, optional)];
  });
}

async function token(
  variables: Readonly<Record<string, string | undefined>>,
  host: string,
): Promise<string | undefined> {
  const names =
    host === 'github.com' ? ['GH_TOKEN', 'GITHUB_TOKEN'] : ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  return names.map((name) => variables[name]).find((value) => value !== undefined && value !== '');
}

/** The host that `gh` knows the server by. */
function hostOf(options: CollectOptions): string {
  const base = options['base-url'];
  if (base === undefined || !URL.canParse(base)) return 'github.com';
  const { hostname } = new URL(base);
  return hostname === 'api.github.com' ? 'github.com' : hostname.replace(/^api\.(?=.+\.ghe\.com$)/, '');
}

export const githubCollector: Collector = {
  provider: 'github',
  title: 'GitHub organisation',
  options: { organisation: 'login of the organisation' },
  required: ['organisation'],
  credentials:
    'GH_TOKEN or GITHUB_TOKEN (of other servers GH_ENTERPRISE_TOKEN), else `gh auth token`; sign in with `gh auth login --scopes admin:org,read:audit_log,repo,admin:org_hook`',
  baseUrl: () => 'https://api.github.com',
  async authenticate(environment, options) {
    const host = hostOf(options);
    const found =
      (await token(environment.variables, host)) ??
      (await environment.run('gh', ['auth', 'token', '--hostname', host]));
    if (found === undefined) {
      throw new TokenwardError('COLLECT_DENIED', `no token for ${host}: run \`gh auth login\`, or set GH_TOKEN`);
    }
    return { authorization: `Bearer ${found}`, 'user-agent': 'tokenward' };
  },
  calls: (options) => {
    const base = options['base-url']?.replace(/\/+$/, '');
    // A server of one's own answers GraphQL beside /api/v3, not below it.
    const graphql =
      base?.endsWith('/api/v3') === true ? `${base.slice(0, -3)}/graphql`.replace('//graphql', '/graphql') : '/graphql';
    return organisationCalls(options.organisation ?? '', graphql);
  },
  followed,
  next: ({ headers: { link = '' } }) => /<([^<>]{1,4096})>;\s*rel="next"/.exec(link)?.[1],
  follow: ({ path }, { body }) => {
    if (/^\/orgs\/[^/]+\/repos(?:\?|$)/.test(path)) {
      // What is archived runs nothing, and its keys can only read.
      return objects(body).flatMap((it) =>
        truth(it.archived) === true ? [] : repositoryCalls(text(it.full_name) ?? '', text(it.default_branch)),
      );
    }
    if (/^\/orgs\/[^/]+\/installations(?:\?|$)/.test(path)) {
      return objects(fields(body).installations).flatMap((it) => {
        const slug = text(it.app_slug);
        return slug === undefined ? [] : [call(`/apps/${encodeURIComponent(slug)}`, 'none', optional)];
      });
    }
    if (path.includes('#sign-on')) return followSignOn(path, body);
    const list = /^(?:\/orgs\/[^/]+|\/repos\/[^/]+\/[^/]+)\/rulesets(?=\?|$)/.exec(path)?.[0];
    if (list !== undefined)
      return rulesetCalls(list, list.startsWith('/orgs/') ? organizationRulesets : rulesets, body);
    return followRepository(path, body);
  },
};
