// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0MachineClientsUseKeys = defineCheck({
  id: 'auth0-machine-clients-use-keys',
  area: 'auth0',
  title: 'Applications that act by themselves prove it with a key',
  weakness: 'Machine-to-machine application with a secret',
  severity: 'low',
  rows: ['A4'],
  why: 'A client secret is sent with each request and lies in configuration, logs and pipelines; who reads it is the application. A private key never leaves its place.',
  remediation: [
    'Applications, the application, Credentials, Authentication Method: Private Key JWT (needs a plan that has it).',
  ],
  mappings: { mitigations: ['M1047', 'M1041'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      const alone = client.type === 'non_interactive' || client.grantTypes?.includes('client_credentials') === true;
      if (!alone || client.authentication === 'none') return 'skip';
      if (client.authentication === undefined)
        return 'the export has neither token_endpoint_auth_method nor client_authentication_methods';
      return client.authentication.startsWith('client_secret')
        ? {
            summary: `"${client.name}" acts by itself with a client secret.`,
            note: client.authentication,
            path: ['token_endpoint_auth_method'],
          }
        : undefined;
    }),
});
