// SPDX-License-Identifier: Apache-2.0
import { daysSince, fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './okta-index.ts';

export const oktaApiTokensYoung = defineCheck({
  id: 'okta-api-tokens-young',
  area: 'okta',
  title: 'API tokens are replaced in time',
  weakness: 'API token that was never replaced',
  severity: 'medium',
  rows: ['A4', 'U3', 'U10'],
  why: 'Okta lets a token live for ever as long as it is used once in its window of days, by its owner or by a thief. One that was copied years ago still works.',
  remediation: [
    'Make a new token, put it where the old one is used, then revoke the old one: `DELETE /api/v1/api-tokens/ID`.',
    'Better, use a service application with a key of its own, whose access tokens last an hour.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: {} },
  needs: [{ kind: 'okta.api-token' }],
  settings: {
    days: {
      default: 180,
      description: 'the greatest age of an API token in days',
      published: [
        'Prowler: 90 days for secrets',
        'legitify: 1 year for secrets',
        'ScubaGear: 180 days for app secrets',
      ],
    },
  },
  *judge(inventory, { now, settings }) {
    const most = settings.number('days');
    for (const token of inventory.of('okta.api-token')) {
      const subject = { kind: 'api-token', id: token.id, name: token.name };
      if (token.created === undefined) {
        yield unknown(subject, 'the export does not say when the token was made (created)');
        continue;
      }
      const age = daysSince(token.created, now);
      yield age <= most
        ? pass(subject)
        : fail(
            subject,
            `The API token "${token.name}" is ${age} days old and was never replaced; at most ${most} are expected.`,
            place(token, `made ${token.created.slice(0, 10)}`, 'created'),
          );
    }
  },
});
