// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { addressFault, judgeClients } from './auth0-index.ts';

export const auth0CallbacksExact = defineCheck({
  id: 'auth0-callbacks-exact',
  area: 'auth0',
  title: 'Callback addresses are exact and HTTPS',
  weakness: 'Callback address that others can answer at',
  severity: 'high',
  rows: ['A4'],
  why: 'Codes and tokens are sent to the callback. With a wildcard, a forgotten subdomain is enough to receive them; without HTTPS, the network in between; and for localhost Auth0 cannot tell whose application asks.',
  remediation: [
    'Applications, the application, Settings, Allowed Callback URLs: each in full, with https.',
    'Register a separate application for developers, so that localhost is not in the one of production.',
  ],
  mappings: { mitigations: ['M1047', 'M1013', 'M1021'], peers: {} },
  needs: [{ kind: 'auth0.client' }],

  judge: (inventory) =>
    judgeClients(inventory, (client) => {
      if (client.type === 'non_interactive') return 'skip';
      if (client.callbacks === undefined) return 'the export has no callbacks';
      const wrong = client.callbacks.flatMap((uri, index) => {
        const why = addressFault(uri, client.type === 'native');
        return why === undefined ? [] : [{ uri, why, index }];
      });
      const worst =
        wrong.find((it) => it.why === 'has a wildcard') ?? wrong.find((it) => it.why === 'is not HTTPS') ?? wrong[0];
      if (worst === undefined) return undefined;
      const severities = { 'has a wildcard': 'high', 'is not HTTPS': 'medium' } as const;
      return {
        summary: `A callback of "${client.name}" ${worst.why}: ${worst.uri}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}.`,
        note: worst.why,
        path: ['callbacks', worst.index],
        severity: worst.why === 'has a wildcard' || worst.why === 'is not HTTPS' ? severities[worst.why] : 'low',
      };
    }),
});
