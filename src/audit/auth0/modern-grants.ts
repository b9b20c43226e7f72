// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isPublic, judgeClients } from './auth0-index.ts';

const outdated =
  /^(?:implicit|password|http:\/\/auth0\.com\/oauth\/(?:grant-type\/password-realm|legacy\/grant-type\/.{1,60}))$/;

export const auth0ModernGrants = defineCheck({
  id: 'auth0-modern-grants',
  area: 'auth0',
  title: 'Applications use neither the implicit nor the password grant',
  weakness: 'Application with an outdated grant',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'The implicit grant puts access tokens into URLs; the password grant lets an application, or who sits in it, collect passwords and sign in without a second factor. OAuth 2.1 has neither.',
  remediation: [
    'Applications, the application, Settings, Advanced, Grant Types: clear Implicit and Password.',
    'Or: `PATCH /api/v2/clients/ID` with `grant_types` without implicit, password and `http://auth0.com/oauth/grant-type/password-realm`.',
  ],
  mappings: { mitigations: ['M1047', 'M1013'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.grantTypes === undefined) return 'the export has no grant_types';
      const old = client.grantTypes.filter((it) => outdated.test(it));
      return old.length === 0
        ? undefined
        : {
            summary: `"${client.name}" may use outdated grants: ${old.map((it) => it.slice(it.lastIndexOf('/') + 1)).join(', ')}.`,
            note: old.join(', '),
            path: ['grant_types'],
            // Auth0 gives every new application the implicit grant; with tokens in URLs it only does what the code asks for.
            ...(old.every((it) => it === 'implicit') && !isPublic(client) ? { severity: 'low' as const } : {}),
          };
    }),
});
