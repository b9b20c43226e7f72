// SPDX-License-Identifier: Apache-2.0
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';

/**
 * One record of GitHub's audit log as it is streamed, with address disclosure on.
 *
 * @see https://docs.github.com/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise
 */
export function githubEvent(
  lab: Lab,
  fields: {
    readonly time: number;
    readonly action: string;
    readonly actor: Person | 'example-deploy[bot]';
    readonly ip: string;
    readonly country: string;
    readonly agent: string;
    readonly repository?: { readonly name: string; readonly id: number };
    readonly token?: { readonly hash: string; readonly kind: string; readonly scopes?: string };
    readonly more?: Readonly<Record<string, unknown>>;
  },
): Emission {
  const id = lab.random.base64url(16);
  const person = typeof fields.actor === 'string' ? undefined : fields.actor;
  return {
    source: 'github.audit',
    time: fields.time,
    id,
    record: {
      '@timestamp': fields.time,
      _document_id: id,
      action: fields.action,
      actor: person === undefined ? fields.actor : person.login.replaceAll('.', '-'),
      actor_id: person?.githubId ?? 41_898_282,
      actor_is_bot: person === undefined,
      actor_ip: fields.ip,
      actor_location: { country_code: fields.country },
      business: 'example',
      business_id: 4242,
      created_at: fields.time,
      operation_type: fields.action.startsWith('git.') || fields.action === 'api.request' ? 'access' : 'modify',
      org: 'example-org',
      org_id: 424_242,
      ...(fields.repository === undefined
        ? {}
        : {
            repo: `example-org/${fields.repository.name}`,
            repo_id: fields.repository.id,
            repository: `example-org/${fields.repository.name}`,
            public_repo: false,
            visibility: 'private',
          }),
      ...(fields.token === undefined
        ? {}
        : {
            hashed_token: fields.token.hash,
            programmatic_access_type: fields.token.kind,
            ...(fields.token.scopes === undefined ? {} : { token_scopes: fields.token.scopes }),
          }),
      user_agent: fields.agent,
      ...fields.more,
      ...labMark,
    },
  };
}

/** The classic token that a person's laptop uses. */
export function tokenOf(person: Person): { readonly hash: string; readonly kind: string; readonly scopes: string } {
  return { hash: person.githubToken, kind: 'Personal access token (classic)', scopes: 'read:org,repo,workflow' };
}

export const gitAgent = 'git/2.51.0';

export const githubAudit: Background = {
  source: 'github.audit',
  weight: 6,
  human: 0.7,
  emit: (lab, time, byHuman) => {
    const { random, organisation } = lab;
    const repository = random.pick(organisation.repositories);
    if (!byHuman) {
      return [
        githubEvent(lab, {
          time,
          action: random.pick(['git.clone', 'git.fetch', 'workflows.completed_workflow_run'] as const),
          actor: 'example-deploy[bot]',
          ip: `192.0.2.${random.int(194, 250)}`,
          country: 'DE',
          agent: gitAgent,
          repository,
          token: { hash: organisation.tenant.replaceAll('-', ''), kind: 'GitHub App server-to-server token' },
          more: { transport_protocol_name: 'http', transport_protocol: 1 },
        }),
      ];
    }
    const actor = anyone(lab, time, organisation.engineers);
    const place = placeOf(organisation, actor, time);
    const common = { time, actor, ip: place.ip, country: place.country, repository } as const;
    const kind = random.weighted([
      [10, 'git'],
      [5, 'api'],
      [3, 'web'],
    ] as const);
    if (kind === 'git') {
      const action = random.weighted([
        [6, 'git.fetch'],
        [3, 'git.push'],
        [1, 'git.clone'],
      ] as const);
      const more = { transport_protocol_name: 'http', transport_protocol: 1 };
      return [githubEvent(lab, { ...common, action, agent: gitAgent, token: tokenOf(actor), more })];
    }
    if (kind === 'api') {
      return [
        githubEvent(lab, {
          ...common,
          action: 'api.request',
          agent: 'GitHub CLI 2.81.0',
          token: tokenOf(actor),
          more: {
            request_category: 'api',
            request_method: 'GET',
            route: '/repos/{owner}/{repo}/pulls',
            url_path: `/repos/example-org/${repository.name}/pulls`,
            status_code: 200,
          },
        }),
      ];
    }
    const action = random.pick(['pull_request.merge', 'repo.update_member', 'team.add_member'] as const);
    return [githubEvent(lab, { ...common, action, agent: actor.device.agent })];
  },
};
