// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0OidcConformant = defineCheck({
  id: 'auth0-oidc-conformant',
  area: 'auth0',
  title: 'Applications use the current endpoints',
  weakness: 'Application with legacy endpoints',
  severity: 'medium',
  rows: ['A3'],
  why: 'Without OIDC conformance an application uses flows of Auth0 that are older than OpenID Connect: tokens are bound to no audience, and delegation and password endpoints stay open.',
  remediation: [
    'Applications, the application, Settings, Advanced, OAuth: OIDC Conformant on (test the application first).',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.oidcConformant === undefined) return 'the export has no oidc_conformant';
      return client.oidcConformant
        ? undefined
        : {
            summary: `"${client.name}" uses legacy flows of Auth0.`,
            note: 'oidc_conformant is false',
            path: ['oidc_conformant'],
          };
    }),
});
