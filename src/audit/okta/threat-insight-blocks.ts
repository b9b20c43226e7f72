// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation, place } from './okta-index.ts';

export const oktaThreatInsightBlocks = defineCheck({
  id: 'okta-threat-insight-blocks',
  area: 'okta',
  title: 'Addresses known for attacks are blocked',
  weakness: 'Known attackers are not blocked',
  severity: 'medium',
  rows: ['A4', 'U4', 'U10'],
  why: 'ThreatInsight knows the addresses that spray passwords over all of Okta. Set to log only, it watches them try yours.',
  remediation: [
    'Security, General, Okta ThreatInsight: "Log and enforce security based on threat level".',
    'Or: `POST /api/v1/threats/configuration` with `{"action":"block","excludeZones":[]}`.',
  ],
  mappings: { mitigations: ['M1047', 'M1021', 'M1036'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'okta.threat-insight' }],
  *judge(inventory) {
    for (const it of inventory.of('okta.threat-insight')) {
      yield it.action === 'block'
        ? pass(organisation)
        : fail(
            organisation,
            it.action === 'none' ? 'ThreatInsight is off.' : 'ThreatInsight only logs attacks, and blocks none.',
            place(it, `action is ${it.action}`, 'action'),
          );
    }
  },
});
