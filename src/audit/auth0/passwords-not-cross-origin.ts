// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0PasswordsNotCrossOrigin = defineCheck({
  id: 'auth0-passwords-not-cross-origin',
  area: 'auth0',
  title: 'Passwords are entered at Auth0 only',
  weakness: 'Passwords are entered on pages of the application',
  severity: 'low',
  rows: ['A3', 'W3'],
  why: 'With cross-origin authentication the application itself has a form for passwords: a script that got into its page reads them, and people learn to type passwords anywhere.',
  remediation: [
    'Applications, the application, Settings, Advanced or Cross-Origin Authentication: off; use Universal Login.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.type === 'non_interactive') return 'skip';
      if (client.crossOrigin === undefined) return 'the export has no cross_origin_authentication';
      return client.crossOrigin
        ? {
            summary: `"${client.name}" may take passwords on its own pages.`,
            note: 'cross-origin authentication is on',
            path: [],
          }
        : undefined;
    }),
});
