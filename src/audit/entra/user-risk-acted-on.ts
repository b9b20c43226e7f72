// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl } from './access-policies.ts';

export const entraUserRiskActedOn = defineCheck({
  id: 'entra-user-risk-acted-on',
  area: 'entra',
  title: 'Users at risk are blocked or must change their password',
  weakness: 'Users at risk go on unhindered',
  severity: 'high',
  rows: ['A4'],
  why: 'A user whose credentials were found in a leak, or whose refresh token behaved oddly, is at high risk. Unless a policy acts on it the thief keeps getting tokens, and the refresh tokens already taken stay good.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Condition "User risk": High; grant "Block access", or "Require password change" together with MFA. Needs Entra ID P2.',
  ],
  mappings: {
    scuba: ['MS.AAD.2.1'],
    mitigations: ['M1047', 'M1018'],
    peers: { scubagear: ['MS.AAD.2.1'], maester: ['MT.1013'] },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'acts on users at risk',
      matches: (policy) =>
        policy.userRisk.includes('high') &&
        (blocks(policy) || policy.grants.some((it) => it === 'passwordChange' || it === 'riskRemediation')),
      cover: { users: 'all', apps: 'all' },
    });
  },
});
