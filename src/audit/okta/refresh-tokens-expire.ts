// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { minutes, place } from './okta-index.ts';
import { tokenRules } from './token-rules.ts';

/** Grants that can come with a refresh token. */
const refreshing = /^(?:authorization_code|password|interaction_code|urn:ietf:params:oauth:grant-type:device_code)$/;

export const oktaRefreshTokensExpire = defineCheck({
  id: 'okta-refresh-tokens-expire',
  area: 'okta',
  title: 'Refresh tokens come to an end',
  weakness: 'Refresh tokens without an end',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'A stolen refresh token makes access tokens without the user. Without an end, one use in each idle time keeps it alive for years.',
  remediation: [
    'Security, API, the authorization server, Access policies, the rule: "Refresh token lifetime is" a number of days, not unlimited.',
    'Or: `PUT /api/v1/authorizationServers/SERVER/policies/POLICY/rules/RULE` with `actions.token.refreshTokenLifetimeMinutes` above 0.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'okta.token-rule' }],
  settings: {
    days: { default: 90, description: 'the longest life of a refresh token in days' },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('days') * 1_440;
    for (const { rule, subject } of tokenRules(inventory)) {
      if (rule.grantTypes !== undefined && !rule.grantTypes.some((it) => refreshing.test(it))) continue;
      const life = rule.refreshMinutes;
      if (life === undefined) yield unknown(subject, 'the rule has no refreshTokenLifetimeMinutes in the export');
      else if (life > 0 && life <= most) yield pass(subject);
      else {
        const idle = rule.refreshIdleMinutes;
        const how =
          life === 0
            ? `never end${idle === undefined || idle === 0 ? '' : ` if used once in ${minutes(idle)}`}`
            : `live ${minutes(life)}`;
        yield fail(
          subject,
          `Refresh tokens by the rule "${subject.name}" ${how}; at most ${minutes(most)} are expected.`,
          place(rule, `${life} minutes`, 'actions', 'token', 'refreshTokenLifetimeMinutes'),
        );
      }
    }
  },
});
