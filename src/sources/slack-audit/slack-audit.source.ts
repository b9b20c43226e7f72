// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';
import { project, type Source } from '../../model/source.ts';
import { words } from '../microsoft/pairs.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';

const stageOf: ReadonlyMap<string, Stage> = new Map([
  ['app_installed', 'grant'],
  ['app_approved', 'grant'],
  ['app_scopes_expanded', 'grant'],
  ['app_resources_added', 'grant'],
  ['app_resources_granted', 'grant'],
  ['org_app_workspace_added', 'grant'],
  ['workflow_app_token_provisioned', 'issue'],
  ['bot_token_upgraded', 'issue'],
  ['bot_token_downgraded', 'issue'],
  ['user_login', 'issue'],
  ['user_login_failed', 'issue'],
  ['app_uninstalled', 'revoke'],
  ['app_removed_from_whitelist', 'revoke'],
  ['app_restricted', 'revoke'],
  ['app_token_revoked', 'revoke'],
  ['org_app_workspace_removed', 'revoke'],
  ['user_logout', 'revoke'],
  ['user_session_invalidated', 'revoke'],
  ['user_session_reset_by_admin', 'revoke'],
  ['file_downloaded', 'use'],
  ['file_download_blocked', 'use'],
  ['file_shared', 'use'],
  ['file_public_link_created', 'use'],
  ['public_channel_preview', 'use'],
  ['manual_export_downloaded', 'use'],
  ['channel_export_downloaded', 'use'],
]);

const entity = ['app', 'file', 'channel', 'workspace', 'user', 'enterprise', 'usergroup', 'workflow'] as const;

/**
 * Slack audit logs of Enterprise organisations: `id`, `date_create` (epoch seconds), `action`, `actor.user`,
 * `entity` (`type` and an object of that name), `context` (`ip_address`, `ua`, `session_id`, `app`) and `details`.
 *
 * Slack logs no use of a token by an app except for files and exports, and no id of the token itself.
 */
export const slackAudit: Source = {
  id: 'slack.audit',
  title: 'Slack audit logs',
  documentation: 'https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference',
  logsources: [{ product: 'slack', service: 'audit' }],
  shapes: [{ require: { action: true, 'actor.type': true, 'context.location': true } }],
  time: ['date_create'],
  eventId: ['id'],
  lifecycle: [
    project('stage', ['action'], ([action]) => stageOf.get(text(action) ?? '')),
    project('outcome', ['action'], ([action]) =>
      /(?:_failed|_blocked)$/.test(text(action) ?? '') ? 'failure' : 'success',
    ),
    project('action', ['action'], firstText),
    project('principal.kind', ['actor.type', 'actor.user.id', 'actor.app.id'], ([type, user, app]) => {
      if (text(user) !== undefined) return 'user';
      return text(app) !== undefined || text(type) === 'app' ? 'application' : undefined;
    }),
    project('principal.id', ['actor.user.id', 'actor.app.id'], firstText),
    project('principal.name', ['actor.user.email', 'actor.user.name', 'actor.app.name'], firstText),
    project('session.id', ['context.session_id'], firstText),
    project('client.id', ['context.app.id', 'entity.app.id', 'details.app_id'], firstText),
    project('client.name', ['context.app.name', 'entity.app.name'], firstText),
    project('network.ip', ['context.ip_address'], ([address]) => addressText(address)),
    project('agent.raw', ['context.ua'], firstText),
    project('resource.kind', ['entity.type'], ([type]) => (text(type) === 'app' ? 'application' : text(type))),
    project(
      'resource.id',
      entity.map((type) => `entity.${type}.id`),
      firstText,
    ),
    project(
      'resource.name',
      entity.map((type) => `entity.${type}.name`),
      firstText,
    ),
    project('scopes', ['details.new_scopes', 'details.scopes', 'entity.app.scopes'], (values) =>
      values.map(words).find((scopes) => scopes !== undefined),
    ),
  ],
};
