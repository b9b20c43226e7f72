// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text, texts } from '../shared/read.ts';
import { stageOfAction } from './stages.ts';

const token = ['hashed_token', 'token_id', 'programmatic_access_type'];
const times = ['@timestamp', 'at_sign_timestamp', 'created_at'];

/**
 * GitHub audit log of an organisation or enterprise: streamed, exported, or from the API.
 *
 * The address is there only if the organisation discloses it; the country beside it stays in the raw record.
 * `hashed_token` is GitHub's own hash of the token: a name for it, not a secret.
 */
export const githubAudit: Source = {
  id: 'github.audit',
  title: 'GitHub audit log',
  documentation:
    'https://docs.github.com/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization',
  logsources: [{ product: 'github', service: 'audit' }],
  shapes: [
    { require: { action: true, _document_id: true } },
    // Slack's records have an actor and an action too, and `date_create`.
    { require: { action: true, actor: true, '@timestamp': true }, forbid: ['date_create'] },
    { require: { action: true, actor: true, org: true }, forbid: ['date_create'] },
    { require: { action: true, actor: true, repo: true }, forbid: ['date_create'] },
  ],
  time: times,
  eventId: ['_document_id'],
  lifecycle: [
    project('stage', ['action', ...token], ([action, ...named]) =>
      stageOfAction(text(action) ?? '', firstText(named) !== undefined),
    ),
    project('outcome', ['status_code'], ([code]) => {
      // Only API requests carry a status; the log has no other failures.
      const status = Number(text(code) ?? Number.NaN);
      return status >= 400 ? 'failure' : 'success';
    }),
    project('action', ['action'], ([action]) => text(action)),
    project('principal.kind', ['actor', 'actor_is_bot'], ([actor, bot]) => {
      const login = text(actor);
      if (login === undefined) return undefined;
      return bot === true || login.endsWith('[bot]') ? 'bot' : 'user';
    }),
    project('principal.id', ['actor', 'actor_id'], firstText),
    project('principal.name', ['actor'], ([actor]) => text(actor)),
    project('credential.kind', [...token, 'action'], ([hashed, id, kind, action]) =>
      credentialKind(text(kind), presented(action, hashed, id)),
    ),
    project('credential.id', ['action', 'hashed_token', 'token_id'], ([action, hashed, id]) =>
      presented(action, hashed, id),
    ),
    project('credential.issued', ['action', 'token_id'], ([action, id]) => (issues(action) ? text(id) : undefined)),
    project('client.id', ['oauth_application_id', 'application_client_id', 'integration_id'], firstText),
    project(
      'client.name',
      ['oauth_application_name', 'oauth_application', 'integration', 'name', 'action'],
      ([application, oauth, app, named, action]) =>
        // Where a GitHub App is installed, `name` is the app's; elsewhere it is whatever the action is about.
        firstText([
          application,
          oauth,
          app,
          (text(action) ?? '').startsWith('integration_installation') ? named : undefined,
        ]),
    ),
    project('network.ip', ['actor_ip'], ([address]) => addressText(address)),
    project('agent.raw', ['user_agent'], ([agent]) => text(agent)),
    project('resource.kind', ['repo', 'repository', 'org', 'business'], ([repo, repository, org, business]) => {
      if (firstText([repo, repository]) !== undefined) return 'repository';
      if (firstText([org]) !== undefined) return 'organization';
      return firstText([business]) === undefined ? undefined : 'enterprise';
    }),
    project('resource.id', ['repo', 'repository', 'org', 'business'], firstText),
    project('resource.name', ['repo', 'repository', 'org', 'business'], firstText),
    project('scopes', ['token_scopes'], ([scopes]) => {
      const each = texts(scopes).flatMap((scope) => scope.split(/[\s,]+/).filter(Boolean));
      return each.length === 0 ? undefined : each;
    }),
  ],
};

function issues(action: unknown): boolean {
  return stageOfAction(text(action) ?? '', false) === 'issue';
}

/** The token that the request was made with; where one is issued, `token_id` names the new one. */
function presented(action: unknown, hashed: unknown, id: unknown): string | undefined {
  return firstText(issues(action) ? [hashed] : [hashed, id]);
}

/** GitHub writes these out in words (`Personal access token (classic)`), some collectors with underscores. */
const credentialKinds: readonly (readonly [string, string])[] = [
  ['fine-grained', 'fine-grained-personal-access-token'],
  ['personal', 'personal-access-token'],
  ['user-to-server', 'app-user-token'],
  ['oauth', 'oauth-access-token'],
  ['server-to-server', 'app-installation-token'],
  ['github app', 'app-installation-token'],
  ['deploy key', 'deploy-key'],
  // A public key of a user or of a repository; the log does not say which.
  ['public key', 'ssh-key'],
  ['ssh', 'ssh-key'],
];

function credentialKind(written: string | undefined, id: string | undefined): string | undefined {
  const lower = written?.toLowerCase().replaceAll('_', ' ') ?? '';
  const known = credentialKinds.find(([part]) => lower.includes(part))?.[1];
  return known ?? ((written ?? id) === undefined ? undefined : 'access-token');
}
