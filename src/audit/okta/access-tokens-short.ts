// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { minutes, place } from './okta-index.ts';
import { tokenRules } from './token-rules.ts';

export const oktaAccessTokensShort = defineCheck({
  id: 'okta-access-tokens-short',
  area: 'okta',
  title: 'Access tokens live an hour at most',
  weakness: 'Long-lived access tokens',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'An access token is good for whoever has it until it ends; no sign-out and no password change stops an API that checks it by its signature.',
  remediation: [
    'Security, API, the authorization server, Access policies, the rule: "Access token lifetime is" 1 hour or less.',
    'Or: `PUT /api/v1/authorizationServers/SERVER/policies/POLICY/rules/RULE` with `actions.token.accessTokenLifetimeMinutes`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'okta.token-rule' }],
  settings: {
    minutes: {
      default: 60,
      description: 'the longest life of an access token in minutes',
      published: ['Okta: 60 is its default, 5 to 1440 can be set'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('minutes');
    for (const { rule, subject } of tokenRules(inventory)) {
      if (rule.accessMinutes === undefined) {
        yield unknown(subject, 'the rule has no accessTokenLifetimeMinutes in the export');
      } else if (rule.accessMinutes <= most) yield pass(subject);
      else {
        yield fail(
          subject,
          `Access tokens by the rule "${subject.name}" live ${minutes(rule.accessMinutes)}; at most ${minutes(most)} are expected.`,
          place(rule, `${rule.accessMinutes} minutes`, 'actions', 'token', 'accessTokenLifetimeMinutes'),
        );
      }
    }
  },
});
