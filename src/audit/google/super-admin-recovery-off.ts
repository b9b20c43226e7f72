// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleSuperAdminRecoveryOff = defineCheck({
  id: 'google-super-admin-recovery-off',
  area: 'google',
  title: 'Super administrators do not recover their accounts by themselves',
  weakness: 'Super administrators recover their accounts by themselves',
  severity: 'high',

  rows: ['A4', 'U5'],
  why: 'Recovery by a phone number or a private mailbox goes around the security key: who has the number has the Workspace.',
  remediation: ['Security, Authentication, Account recovery, Super admin account recovery: off.'],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.8.1'],
    mitigations: ['M1047', 'M1018'],
    peers: { prowler: ['security_super_admin_recovery_disabled'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.super_admin_account_recovery', 'enableAccountRecovery', (value) =>
      value === true
        ? { summary: 'super administrators may recover their accounts by a phone number or another mailbox.' }
        : undefined,
    ),
});
