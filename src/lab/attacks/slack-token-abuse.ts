// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { slackEntry } from '../sources/slack-audit.ts';
import { attackers, storyOf } from './story.ts';

const name = 'slack-token-abuse';
const rows = ['D5'] as const;
const step = storyOf(name, rows);

/** A stolen Slack session downloads files from a hosting company, and an unapproved application is installed with it. */
export const slackTokenAbuse: Attack = {
  name,
  title: 'A Slack session is used from a new network to install an application and download files',
  rows,
  sources: ['slack.audit'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const session = lab.random.int(1_000_000_000, 4_000_000_000);
    const thief = {
      person,
      session,
      ip: attackers.ovhRoubaix.ip,
      agent: 'python-requests/2.31.0',
    } as const;
    const app = { id: 'A0LAB00001', name: 'Calendar Helper Pro', is_distributed: false, is_directory_approved: false };
    return [
      ...step(
        'issue',
        slackEntry(lab, {
          time: start,
          action: 'user_login',
          person,
          session,
          ip: placeOf(lab.organisation, person, start).ip,
          agent: person.device.agent,
        }),
      ),
      ...step(
        'use',
        slackEntry(lab, {
          ...thief,
          time: start + 20 * minute,
          action: 'app_installed',
          entity: {
            type: 'app',
            app: { ...app, scopes: ['channels:history', 'files:read', 'search:read', 'users:read'] },
          },
        }),
        ...Array.from({ length: 15 }, (_, index) =>
          slackEntry(lab, {
            ...thief,
            time: start + 22 * minute + index * 4 * second,
            action: 'file_downloaded',
            entity: {
              type: 'file',
              file: {
                id: `F0${lab.random.capitals(9)}`,
                name: 'contract.pdf',
                title: 'Contract',
                filetype: 'application/pdf',
              },
            },
          }),
        ),
        slackEntry(lab, {
          ...thief,
          time: start + 25 * minute,
          action: 'anomaly',
          details: { reason: ['asn', 'ip_address', 'unexpected_client'] },
        }),
      ),
    ];
  },
};
