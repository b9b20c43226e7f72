// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0ConfidentialClientsAuthenticate = defineCheck({
  id: 'auth0-confidential-clients-authenticate',
  area: 'auth0',
  title: 'Applications on servers prove who they are',
  weakness: 'Application on a server that proves nothing',
  severity: 'high',
  rows: ['A4'],
  why: 'Without authentication of the client, whoever catches a code or refresh token turns it into access tokens.',
  remediation: [
    'Applications, the application, Credentials, Authentication Method: Private Key JWT, or at least Client Secret (Post or Basic).',
  ],
  mappings: { mitigations: ['M1047', 'M1013'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.type !== 'regular_web' && client.type !== 'non_interactive') return 'skip';
      if (client.authentication === undefined)
        return 'the export has neither token_endpoint_auth_method nor client_authentication_methods';
      return client.authentication !== 'none'
        ? undefined
        : {
            summary: `"${client.name}" runs on a server and proves nothing when it asks for tokens.`,
            note: 'token_endpoint_auth_method is none',
            path: ['token_endpoint_auth_method'],
          };
    }),
});
