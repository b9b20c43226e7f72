// SPDX-License-Identifier: Apache-2.0
// Which calls tell what the tokens of a GitLab group are, with the role and scope that GitLab documents for each.
import { TokenwardError } from '../../model/error.ts';
import type { Call, Collector } from '../collect/collector.ts';
import { id, objects } from '../collect/values.ts';
import { findGitlabEndpoint } from './gitlab-responses.ts';

const owner = 'owner of the group / read_api';
const maintainer = 'maintainer of each project / read_api';
const runnerOwner = 'owner of the runner / read_api';
const administrator = 'administrator of the server / read_api';

function call(path: string, permission: string, more: Partial<Call> = {}): Call {
  return { path: `/api/v4${path}`, permission, tells: findGitlabEndpoint(path)?.entry.tells ?? [], ...more };
}

const optional = { optional: true } as const;
const page = 'per_page=100';

function groupCalls(at: string): readonly Call[] {
  return [
    call(`${at}/access_tokens?${page}`, owner),
    call(`${at}/deploy_tokens?${page}`, owner),
    call(`${at}/variables?${page}`, owner),
    call(`${at}/hooks?${page}`, `${owner}; Premium`, optional),
    call(`${at}/protected_environments?${page}`, `${owner}; Premium`, optional),
  ];
}

function projectCalls(number: string): readonly Call[] {
  const at = `/projects/${encodeURIComponent(number)}`;
  return [
    call(at, maintainer),
    call(`${at}/access_tokens?${page}`, maintainer),
    call(`${at}/deploy_tokens?${page}`, maintainer),
    call(`${at}/deploy_keys?${page}`, maintainer),
    // Without CI/CD these are not there.
    call(`${at}/job_token_scope`, maintainer, optional),
    call(`${at}/job_token_scope/allowlist?${page}`, maintainer, optional),
    call(`${at}/job_token_scope/groups_allowlist?${page}`, maintainer, optional),
    call(`${at}/variables?${page}`, maintainer, optional),
    call(`${at}/triggers?${page}`, maintainer, optional),
    call(`${at}/hooks?${page}`, maintainer),
    call(`${at}/protected_branches?${page}`, maintainer, optional),
    call(`${at}/protected_tags?${page}`, maintainer, optional),
    call(`${at}/protected_environments?${page}`, `${maintainer}; Premium`, optional),
    call(`${at}/push_rule`, `${maintainer}; Premium`, optional),
    call(`${at}/security_settings`, `${maintainer}; Ultimate`, optional),
    call(`${at}/approvals`, `${maintainer}; Premium`, optional),
    call(`${at}/approval_rules?${page}`, `${maintainer}; Premium`, optional),
  ];
}

export const gitlabCollector: Collector = {
  provider: 'gitlab',
  title: 'GitLab group',
  options: {
    group: 'path or number of a group, as in example-shop/platform',
    instance: 'yes: also what only administrators of the server see (settings, users, personal tokens)',
  },
  required: ['group'],
  credentials: 'GITLAB_TOKEN, else `glab config get token`; the scope read_api is enough',
  // The values of CI variables come with them, and are dropped before anything is kept.
  secretFields: ['value', 'runners_token', 'token', 'secret'],
  baseUrl: () => 'https://gitlab.com',
  async authenticate(environment, options) {
    const base = options['base-url'] ?? 'https://gitlab.com';
    const host = URL.canParse(base) ? new URL(base).host : 'gitlab.com';
    const given = environment.variables.GITLAB_TOKEN;
    const found =
      given === undefined || given === ''
        ? await environment.run('glab', ['config', 'get', 'token', '--host', host])
        : given;
    if (found === undefined) {
      throw new TokenwardError('COLLECT_DENIED', `no token for ${host}: set GITLAB_TOKEN, or run \`glab auth login\``);
    }
    return { 'private-token': found };
  },
  calls: ({ group = '', instance }) => {
    const at = `/groups/${encodeURIComponent(group)}`;
    return [
      call(`${at}?with_projects=false`, 'member of the group / read_api'),
      call(`${at}/descendant_groups?${page}`, 'member of the group / read_api'),
      call(`${at}/projects?include_subgroups=true&with_shared=false&${page}`, 'member of the group / read_api'),
      call(`${at}/members/all?${page}`, 'member of the group / read_api'),
      call(`${at}/billable_members?${page}`, `${owner}; paid plans`, optional),
      call(`${at}/runners?${page}`, owner, { tells: ['gitlab.runner'] }),
      call(`${at}/service_accounts?${page}`, `${owner}; a group at the top`, optional),
      call(
        `${at}/manage/personal_access_tokens?state=active&${page}`,
        `${owner}; enterprise users, Ultimate`,
        optional,
      ),
      ...groupCalls(at),
      ...(instance === undefined || instance === 'no'
        ? []
        : [
            call('/application/settings', administrator),
            call(`/personal_access_tokens?state=active&${page}`, administrator),
            call(`/users?${page}`, administrator),
            call(`/service_accounts?${page}`, administrator, optional),
            call(`/applications?${page}`, administrator),
          ]),
    ];
  },
  followed: [maintainer, `${maintainer}; Premium`, `${maintainer}; Ultimate`, runnerOwner],
  next: ({ headers: { link = '' } }) => /<([^<>]{1,4096})>;\s*rel="next"/.exec(link)?.[1],
  follow: ({ path }, { body }) => {
    const ids = objects(body).flatMap((it) => id(it.id) ?? []);
    if (/\/groups\/[^/?]+\/descendant_groups(?:\?|$)/.test(path))
      return ids.flatMap((it) => groupCalls(`/groups/${it}`));
    if (/\/groups\/[^/?]+\/projects(?:\?|$)/.test(path)) return ids.flatMap(projectCalls);
    const accounts = /\/groups\/[^/?]+\/service_accounts(?=\?|$)/.exec(path)?.[0];
    if (accounts !== undefined)
      return ids.map((it) =>
        call(`${accounts}/${it}/personal_access_tokens?state=active&${page}`, `${owner}; a group at the top`, optional),
      );
    if (/\/groups\/[^/?]+\/runners(?:\?|$)/.test(path))
      return ids.map((it) => call(`/runners/${it}`, runnerOwner, optional));
    return [];
  },
};
