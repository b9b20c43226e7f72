// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl } from './access-policies.ts';

export const entraDeviceCodeBlocked = defineCheck({
  id: 'entra-device-code-blocked',
  area: 'entra',
  title: 'Device code sign-in is blocked',
  weakness: 'Device code sign-in is open to everyone',
  severity: 'high',
  rows: ['A4'],
  why: "In device code phishing the victim types a code at Microsoft's own page, and the thief's program gets the tokens: no fake page and no consent screen gives it away.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Condition "Authentication flows": "Device code flow"; grant "Block access". Exclude by name the few accounts of meeting-room devices.',
  ],
  mappings: {
    scuba: ['MS.AAD.3.9'],
    mitigations: ['M1047', 'M1021'],
    techniques: ['T1528', 'T1566'],
    peers: {
      scubagear: ['MS.AAD.3.9'],
      maester: ['MT.1052'],
      'zt-assessment': ['21808'],
      prowler: ['entra_conditional_access_policy_device_code_flow_blocked'],
    },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'blocks device code sign-in',
      matches: (policy) => blocks(policy) && policy.flows.includes('deviceCodeFlow'),
      cover: { users: 'all', apps: 'all' },
    });
  },
});
