// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl } from './access-policies.ts';

export const entraAuthenticationTransferBlocked = defineCheck({
  id: 'entra-authentication-transfer-blocked',
  area: 'entra',
  title: 'Authentication transfer is blocked',
  weakness: 'A session can be carried to another device by authentication transfer',
  severity: 'medium',
  rows: ['A4'],
  why: 'Authentication transfer hands a signed-in session from a computer to a telephone by a QR code: who shows the victim such a code, or copies one, has the session on a device of their own.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Condition "Authentication flows": "Authentication transfer"; grant "Block access".',
  ],
  mappings: {
    mitigations: ['M1047'],
    peers: { 'zt-assessment': ['21828'], prowler: ['entra_conditional_access_policy_authentication_transfer_blocked'] },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'blocks authentication transfer',
      matches: (policy) => blocks(policy) && policy.flows.includes('authenticationTransfer'),
      cover: { users: 'all', apps: 'all' },
    });
  },
});
