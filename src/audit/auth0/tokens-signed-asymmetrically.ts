// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { isPublic, judgeClients, place } from './auth0-index.ts';

export const auth0TokensSignedAsymmetrically = defineCheck({
  id: 'auth0-tokens-signed-asymmetrically',
  area: 'auth0',
  title: 'Tokens are signed with a private key',
  weakness: 'Tokens are signed with a shared secret',
  severity: 'medium',
  rows: ['A4'],
  why: 'With HS256 everybody who can check a token can make one: the secret lies in each API, and who reads it signs as any user.',
  remediation: [
    'APIs, the API, Settings, JSON Web Token Signing Algorithm: RS256; for applications Advanced, OAuth.',
    'Or: `PATCH /api/v2/resource-servers/ID` with `{"signing_alg":"RS256"}`, `PATCH /api/v2/clients/ID` with `{"jwt_configuration":{"alg":"RS256"}}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.client' }, { kind: 'auth0.resource-server' }],

  *judge(inventory) {
    yield* judgeClients(inventory, (client) => {
      if (client.type === 'non_interactive') return 'skip';
      if (client.algorithm === undefined) return 'the export has no jwt_configuration.alg';
      return client.algorithm.startsWith('HS')
        ? {
            summary: `ID tokens for "${client.name}" are signed with its client secret.`,
            note: client.algorithm,
            path: ['jwt_configuration', 'alg'],
            // A public application cannot keep the secret that it checks with.
            severity: isPublic(client) ? 'high' : 'low',
          }
        : undefined;
    });
    for (const api of inventory.of('auth0.resource-server')) {
      if (api.system === true) continue;
      const subject = { kind: 'api', id: api.id, name: api.name };
      if (api.algorithm === undefined) yield unknown(subject, 'the export has no signing_alg');
      else if (!api.algorithm.startsWith('HS')) yield pass(subject);
      else {
        yield fail(
          subject,
          `Access tokens for the API "${api.name}" are signed with a secret that the API shares.`,
          place(api, api.algorithm, 'signing_alg'),
        );
      }
    }
  },
});
