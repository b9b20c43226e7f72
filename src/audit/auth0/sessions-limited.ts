// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { duration, place, tenant } from './auth0-index.ts';

export const auth0SessionsLimited = defineCheck({
  id: 'auth0-sessions-limited',
  area: 'auth0',
  title: 'Sessions end within days',
  weakness: 'Sessions last for weeks',
  severity: 'low',
  rows: ['A4'],
  why: 'The cookie of the session gives new tokens to every application without a question. The longer it is good, the more a copy of it is worth.',
  remediation: [
    'Settings, Advanced, Session Expiration: non-persistent, idle 1 day, at most 7 days.',
    'Or: `PATCH /api/v2/tenants/settings` with `{"session_lifetime":168,"idle_session_lifetime":24}`.',
  ],
  mappings: { mitigations: ['M1047'], techniques: ['T1528', 'T1539'], peers: {} },
  needs: [{ kind: 'auth0.tenant' }],
  settings: {
    hours: {
      default: 168,
      description: 'the longest session in hours',
      published: ['Auth0: 168 hours is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('hours');
    for (const it of inventory.of('auth0.tenant')) {
      if (it.sessionHours === undefined) yield unknown(tenant, 'the export has no session_lifetime');
      else if (it.sessionHours <= most) yield pass(tenant);
      else {
        yield fail(
          tenant,
          `A session lasts up to ${duration(it.sessionHours * 3_600)}; at most ${duration(most * 3_600)} are expected.`,
          place(it, `${it.sessionHours} hours`, 'session_lifetime'),
        );
      }
    }
  },
});
