// SPDX-License-Identifier: Apache-2.0
import { pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, noneDoes, organisation, place } from './okta-index.ts';

export const oktaAnonymizersBlocked = defineCheck({
  id: 'okta-anonymizers-blocked',
  area: 'okta',
  title: 'Anonymising proxies are blocked',
  weakness: 'Sign-in through anonymising proxies',
  severity: 'low',
  confidence: 'medium',
  rows: ['A4', 'U8', 'U10'],
  why: 'Stolen sessions and tokens are mostly used through proxies and Tor, so that the address tells nothing.',
  remediation: [
    'Security, Networks, DefaultEnhancedDynamicZone (or an enhanced dynamic zone of your own): all anonymizers, "Block access from IPs matching conditions".',
  ],
  mappings: {
    mitigations: ['M1021', 'M1047'],
    peers: { prowler: ['network_zone_block_anonymized_proxies'] },
  },
  needs: [{ kind: 'okta.network-zone' }],
  *judge(inventory) {
    const zones = active(inventory.of('okta.network-zone')).filter((it) => it.proxies === true);
    if (zones.some((it) => it.usage === 'BLOCKLIST')) {
      yield pass(organisation);
      return;
    }
    const [first] = zones.length > 0 ? zones : inventory.of('okta.network-zone');
    yield noneDoes(
      inventory,
      'okta.network-zone',
      'No network zone blocks anonymising proxies.',
      first === undefined
        ? []
        : place(
            first,
            `zone ${first.name}: ${first.proxies === true ? `usage ${first.usage ?? 'not given'}` : 'not all anonymising proxies'}`,
          ),
    );
  },
});
