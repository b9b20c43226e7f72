// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { duration, place } from './auth0-index.ts';

export const auth0AccessTokensShort = defineCheck({
  id: 'auth0-access-tokens-short',
  area: 'auth0',
  title: 'Access tokens live a day at most',
  weakness: 'Long-lived access tokens',
  severity: 'medium',
  rows: ['A4'],
  why: 'An access token is good for whoever has it until it ends; no sign-out and no password change stops an API that checks it by its signature.',
  remediation: [
    'APIs, the API, Settings, Token Expiration: 86400 seconds or less, 7200 for browser flows.',
    'Or: `PATCH /api/v2/resource-servers/ID` with `{"token_lifetime":3600,"token_lifetime_for_web":3600}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.resource-server' }],
  settings: {
    hours: {
      default: 24,
      description: 'the longest life of an access token in hours',
      published: ['Auth0: 24 hours is its default, 2 for browser flows'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('hours') * 3_600;
    for (const api of inventory.of('auth0.resource-server')) {
      if (api.system === true) continue;
      const subject = { kind: 'api', id: api.id, name: api.name };
      const longest = Math.max(api.tokenSeconds ?? 0, api.webTokenSeconds ?? 0);
      if (api.tokenSeconds === undefined) yield unknown(subject, 'the export has no token_lifetime');
      else if (longest <= most) yield pass(subject);
      else {
        yield fail(
          subject,
          `Access tokens for the API "${api.name}" live ${duration(longest)}; at most ${duration(most)} are expected.`,
          place(api, `${longest} seconds`, api.tokenSeconds === longest ? 'token_lifetime' : 'token_lifetime_for_web'),
        );
      }
    }
  },
});
