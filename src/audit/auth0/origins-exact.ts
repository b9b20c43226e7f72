// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { addressFault, judgeClients } from './auth0-index.ts';

export const auth0OriginsExact = defineCheck({
  id: 'auth0-origins-exact',
  area: 'auth0',
  title: 'Allowed origins are exact and HTTPS',
  weakness: 'Allowed origin that others can be',
  severity: 'medium',
  rows: ['A4', 'W3'],
  why: 'A page of an allowed origin gets tokens for the visitor who is signed in, in a hidden frame. With a wildcard or without HTTPS, a page of the thief can be one.',
  remediation: [
    'Applications, the application, Settings, Allowed Web Origins and Allowed Origins (CORS): each in full, with https.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.origins === undefined && client.webOrigins === undefined) {
        return client.type === 'spa' ? 'the export has neither web_origins nor allowed_origins' : 'skip';
      }
      for (const [member, list] of [
        ['web_origins', client.webOrigins],
        ['allowed_origins', client.origins],
      ] as const) {
        for (const [index, origin] of (list ?? []).entries()) {
          const why = addressFault(origin, false);
          if (why === undefined) continue;
          return {
            summary: `An allowed origin of "${client.name}" ${why}: ${origin}.`,
            note: why,
            path: [member, index],
            ...(why === 'leads to the machine of the user' ? { severity: 'low' as const } : {}),
          };
        }
      }
      return undefined;
    }),
});
