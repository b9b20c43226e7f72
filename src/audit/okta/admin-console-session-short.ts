// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { minutes, organisation, place } from './okta-index.ts';

export const oktaAdminConsoleSessionShort = defineCheck({
  id: 'okta-admin-console-session-short',
  area: 'okta',
  title: 'Sessions of the admin console end soon',
  weakness: 'Sessions of the admin console last long',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'A stolen cookie of the admin console is an administrator without a sign-in. The shorter the session, the less of it is left when the thief gets there.',
  remediation: [
    'Applications, Okta Admin Console, Sign on, session: 15 minutes idle, 12 hours at most.',
    'Or: `PUT /api/v1/first-party-app-settings/admin-console` with `{"sessionIdleTimeoutMinutes":15,"sessionMaxLifetimeMinutes":720}`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1539'],
    peers: { prowler: ['application_admin_console_session_idle_timeout_15min'] },
  },
  needs: [{ kind: 'okta.admin-console' }],
  settings: {
    'idle-minutes': {
      default: 15,
      description: 'the longest idle time in minutes',
      published: ['DISA STIG, as Prowler checks it: 15'],
    },
    'lifetime-minutes': {
      default: 720,
      description: 'the longest session in minutes',
      published: ['Okta: 12 hours is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const idle = settings.number('idle-minutes');
    const lifetime = settings.number('lifetime-minutes');
    for (const it of inventory.of('okta.admin-console')) {
      if (it.idleMinutes === undefined || it.lifetimeMinutes === undefined) {
        yield unknown(organisation, 'the answer has no sessionIdleTimeoutMinutes or sessionMaxLifetimeMinutes');
        continue;
      }
      const wrong = [
        ...(it.idleMinutes > idle ? [`ends only after ${minutes(it.idleMinutes)} without use`] : []),
        ...(it.lifetimeMinutes > lifetime ? [`lasts up to ${minutes(it.lifetimeMinutes)}`] : []),
      ];
      yield wrong.length === 0
        ? pass(organisation)
        : fail(
            organisation,
            `A session of the Okta admin console ${wrong.join(' and ')}.`,
            place(it, `idle ${it.idleMinutes}, lifetime ${it.lifetimeMinutes} minutes`),
          );
    }
  },
});
