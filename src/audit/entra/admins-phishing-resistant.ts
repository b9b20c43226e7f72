// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl, wantsUnphishable } from './access-policies.ts';

export const entraAdminsPhishingResistant = defineCheck({
  id: 'entra-admins-phishing-resistant',
  area: 'entra',
  title: 'Administrators sign in with factors that cannot be phished',
  weakness: 'Administrators may sign in with factors that can be phished',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: "A page in the middle passes on codes and approvals and keeps the session. Security keys, passkeys and certificates answer only the real site, so there is nothing to pass on, and an administrator's token is the one that thieves want most.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target the directory roles of administrators and all resources; grant "Require authentication strength: Phishing-resistant MFA".',
  ],
  mappings: {
    scuba: ['MS.AAD.3.6'],
    mitigations: ['M1047', 'M1018'],
    peers: { scubagear: ['MS.AAD.3.6', 'MS.AAD.3.1'] },
  },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'requires factors of administrators that cannot be phished',
      matches: (policy) => wantsUnphishable(policy, inventory),
      cover: { users: 'admins', apps: 'all' },
    });
  },
});
