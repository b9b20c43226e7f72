// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { duration, judgeClients } from './auth0-index.ts';

export const auth0IdTokensShort = defineCheck({
  id: 'auth0-id-tokens-short',
  area: 'auth0',
  title: 'ID tokens live a day at most',
  weakness: 'Long-lived ID tokens',
  severity: 'low',
  rows: ['A4'],
  why: 'Applications that take an ID token as proof of the user take a stolen one too, until it ends.',
  remediation: [
    'Applications, the application, Settings, ID Token Expiration: 36000 seconds or less.',
    'Or: `PATCH /api/v2/clients/ID` with `{"jwt_configuration":{"lifetime_in_seconds":36000}}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.client' }],
  settings: {
    hours: {
      default: 24,
      description: 'the longest life of an ID token in hours',
      published: ['Auth0: 10 hours is its default'],
    },
  },
  judge: (inventory, { settings }) =>
    judgeClients(inventory, (client) => {
      if (client.type === 'non_interactive') return 'skip';
      if (client.idTokenSeconds === undefined) return 'the export has no jwt_configuration.lifetime_in_seconds';
      const most = settings.number('hours') * 3_600;
      return client.idTokenSeconds <= most
        ? undefined
        : {
            summary: `ID tokens for "${client.name}" live ${duration(client.idTokenSeconds)}; at most ${duration(most)} are expected.`,
            note: `${client.idTokenSeconds} seconds`,
            path: ['jwt_configuration', 'lifetime_in_seconds'],
          };
    }),
});
