// SPDX-License-Identifier: Apache-2.0
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';

/**
 * One entry of Slack's audit log.
 *
 * @see https://docs.slack.dev/admins/audit-logs-api
 */
export function slackEntry(
  lab: Lab,
  fields: {
    readonly time: number;
    readonly action: string;
    readonly person: Person;
    readonly ip: string;
    readonly agent: string;
    readonly session?: number;
    readonly entity?: Readonly<Record<string, unknown>>;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): Emission {
  const id = lab.random.guid();
  const { person } = fields;
  return {
    source: 'slack.audit',
    time: Math.floor(fields.time / 1000) * 1000,
    id,
    record: {
      id,
      date_create: Math.floor(fields.time / 1000),
      action: fields.action,
      actor: {
        type: 'user',
        user: { id: person.slackId, name: person.name, email: person.mail, team: 'T0EXAMPLE1' },
      },
      entity: fields.entity ?? {
        type: 'user',
        user: { id: person.slackId, name: person.name, email: person.mail, team: 'T0EXAMPLE1' },
      },
      context: {
        location: { type: 'workspace', id: 'T0EXAMPLE1', name: 'Example', domain: 'example' },
        ua: fields.agent,
        ip_address: fields.ip,
        session_id: fields.session ?? person.githubId,
      },
      ...(fields.details === undefined ? {} : { details: fields.details }),
      ...labMark,
    },
  };
}

export const slackAudit: Background = {
  source: 'slack.audit',
  weight: 3,
  human: 0.97,
  emit: (lab, time) => {
    const { random } = lab;
    const person = anyone(lab, time);
    const action = random.weighted([
      [5, 'user_login'],
      [6, 'file_downloaded'],
      [3, 'user_channel_join'],
      [1, 'app_installed'],
    ] as const);
    const app = { id: 'A0EXAMPLE1', name: 'Example Standup', is_distributed: true, is_directory_approved: true };
    return [
      slackEntry(lab, {
        time,
        action,
        person,
        ip: placeOf(lab.organisation, person, time).ip,
        agent: person.device.agent,
        ...(action === 'app_installed'
          ? { entity: { type: 'app', app: { ...app, scopes: ['chat:write', 'users:read'] } } }
          : action === 'file_downloaded'
            ? {
                entity: {
                  type: 'file',
                  file: {
                    id: `F0${random.capitals(9)}`,
                    name: 'notes.pdf',
                    title: 'Notes',
                    filetype: 'application/pdf',
                  },
                },
              }
            : {}),
      }),
    ];
  },
};
