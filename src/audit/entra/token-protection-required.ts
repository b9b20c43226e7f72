// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl } from './access-policies.ts';

export const entraTokenProtectionRequired = defineCheck({
  id: 'entra-token-protection-required',
  area: 'entra',
  title: 'Sign-in sessions are bound to their device',
  weakness: 'Sign-in sessions are not bound to a device',
  severity: 'medium',
  rows: ['A4'],
  why: 'A refresh token that is bound to a device is worth nothing elsewhere. Without token protection one that malware or a page in the middle has copied works from anywhere until it is revoked.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target Exchange Online and SharePoint Online (and Teams), device platform Windows, client apps "Mobile apps and desktop clients"; session control "Require token protection for sign-in sessions".',
  ],
  mappings: {
    mitigations: ['M1047'],
    peers: {
      'zt-assessment': ['21786', '21941'],
      prowler: ['entra_conditional_access_policy_token_protection_enforced'],
    },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'binds sign-in sessions to their device',
      matches: (policy) => policy.tokenProtection === true,
      cover: { users: 'all', apps: 'some', may: ['platforms', 'clients', 'devices'] },
    });
  },
});
