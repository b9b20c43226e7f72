// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './okta-index.ts';

export const oktaApiTokensNetworkRestricted = defineCheck({
  id: 'okta-api-tokens-network-restricted',
  area: 'okta',
  title: 'API tokens work from named networks only',
  weakness: 'API token that works from anywhere',
  severity: 'high',
  rows: ['A4', 'U8', 'U10'],
  why: 'A token that leaks from a script, a log or a laptop is used from the network of the thief. Bound to a network zone it is worth nothing there.',
  remediation: [
    'Security, API, Tokens, the token, Edit: allow only from a network zone.',
    'Or: `PUT /api/v1/api-tokens/ID` with `{"name":"...","userId":"...","network":{"connection":"ZONE","include":["ZONE_ID"]}}`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018', 'M1021'],
    peers: { prowler: ['apitoken_restricted_to_network_zone'] },
  },
  needs: [{ kind: 'okta.api-token' }],
  *judge(inventory) {
    for (const token of inventory.of('okta.api-token')) {
      const subject = { kind: 'api-token', id: token.id, name: token.name };
      if (token.network === undefined) {
        yield unknown(subject, 'the export does not say from which networks the token works (network.connection)');
      } else if (token.network !== 'ANYWHERE' && (token.zones?.length ?? 0) > 0) {
        yield pass(subject);
      } else {
        const why =
          token.network === 'ANYWHERE' ? 'from any network' : 'from every network but those that are left out';
        yield fail(subject, `The API token "${token.name}" works ${why}.`, place(token, token.network, 'network'));
      }
    }
  },
});
