// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl, wantsMfa } from './access-policies.ts';

export const entraSignInRiskActedOn = defineCheck({
  id: 'entra-sign-in-risk-acted-on',
  area: 'entra',
  title: 'Risky sign-ins are blocked or must prove themselves',
  weakness: 'Risky sign-ins go through',
  severity: 'high',
  rows: ['A4'],
  why: 'Microsoft rates sign-ins with tokens from unknown places, anonymous addresses and known attack tools as risky. Unless a policy acts on it, the rating is only a line in a report while the token is used.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Condition "Sign-in risk": High (and Medium); grant "Block access", or "Require multifactor authentication" with sign-in frequency "Every time". Needs Entra ID P2.',
  ],
  mappings: {
    scuba: ['MS.AAD.2.3'],
    mitigations: ['M1047'],
    peers: { scubagear: ['MS.AAD.2.3'], maester: ['MT.1012'], 'zt-assessment': ['21892'] },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'acts on risky sign-ins',
      matches: (policy) => policy.signInRisk.includes('high') && (blocks(policy) || wantsMfa(policy)),
      cover: { users: 'all', apps: 'all' },
    });
  },
});
