// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text } from '../shared/read.ts';

/** Where the different outputs keep the name of the event, or the sentence that stands for it. */
const names = ['event_type', 'event_name', 'details.event_name', 'details.custom_message', 'custom_message'];

/**
 * GitLab audit events: `audit_json.log`, streams, and the API. Events of what a token did are not among them: they
 * say who made, changed or revoked one.
 */
export const gitlabAudit: Source = {
  id: 'gitlab.audit',
  title: 'GitLab audit events',
  documentation: 'https://docs.gitlab.com/user/compliance/audit_event_schema/',
  logsources: [{ product: 'gitlab', service: 'audit' }],
  shapes: [{ require: { author_id: true, entity_type: true, entity_id: true } }],
  time: ['created_at', 'time'],
  eventId: ['id'],
  lifecycle: [
    project('stage', names, (values) => stageOf(firstText(values) ?? '')),
    project('outcome', names, (values) => (/fail|denied/i.test(firstText(values) ?? '') ? 'failure' : 'success')),
    project('action', [...names, 'details.action', 'meta.caller_id'], firstText),
    project('principal.kind', ['author_id', 'details.author_class'], ([id, kind]) => {
      if (text(kind) !== undefined && kind !== 'User') return text(kind)?.toLowerCase();
      return text(id) === undefined ? undefined : 'user';
    }),
    project('principal.id', ['author_id'], ([id]) => text(id)),
    project('principal.name', ['author_name', 'details.author_name', 'meta.user'], firstText),
    project('credential.issued', [...names, 'target_type', 'target_id', 'details.target_id'], (values) => {
      const name = firstText(values.slice(0, names.length)) ?? '';
      const [type, ...ids] = values.slice(names.length);
      if (stageOf(name) !== 'issue') return undefined;
      return (
        /\b(?:token_)?id:? (\d{1,20})/.exec(name)?.[1] ?? (/token/i.test(text(type) ?? '') ? firstText(ids) : undefined)
      );
    }),
    project('network.ip', ['ip_address', 'details.ip_address', 'meta.remote_ip'], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('resource.kind', ['entity_type'], ([type]) => text(type)?.toLowerCase()),
    project('resource.id', ['entity_id'], ([id]) => text(id)),
    project(
      'resource.name',
      ['entity_path', 'details.entity_path', 'target_details', 'details.target_details'],
      firstText,
    ),
  ],
};

const stages: readonly (readonly [RegExp, string])[] = [
  // Event names: personal_access_token_issued, project_access_token_created, deploy_token_destroyed, …
  [/token_(?:revoked|destroyed|deleted)$|deploy_key_(?:removed|deleted)$|oauth_application_deleted$/, 'revoke'],
  [/token_(?:issued|created|rotated)$|deploy_key_(?:added|created)$|(?:ssh_key|user_key)_created$/, 'issue'],
  [/oauth_application_(?:created|added)$/, 'register'],
  [/^member_(?:created|updated)$|^user_access_granted$/, 'grant'],
  // Sentences: Created project access token with token_id: 1
  [/^(?:created|rotated) .{0,60}token\b/, 'issue'],
  [/^revoked .{0,60}token\b/, 'revoke'],
];

function stageOf(name: string): string | undefined {
  const lower = name.slice(0, 500).toLowerCase();
  return stages.find(([pattern]) => pattern.test(lower))?.[1];
}
