// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleUserRecoveryOff = defineCheck({
  id: 'google-user-recovery-off',
  area: 'google',
  title: 'Users do not recover their accounts by themselves',
  weakness: 'Users recover their accounts by themselves',
  severity: 'low',

  rows: ['A4', 'U2'],
  why: 'Recovery by a phone number or a private mailbox is a second way into the account, kept by a provider you do not watch.',
  remediation: [
    'Security, Authentication, Account recovery, User account recovery: off; let the help desk do it after a look at the person.',
  ],
  mappings: { scuba: ['GWS.COMMONCONTROLS.8.2'], mitigations: ['M1047', 'M1018'], peers: {} },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.user_account_recovery', 'enableAccountRecovery', (value) =>
      value === true
        ? { summary: 'users may recover their accounts by a phone number or another mailbox.' }
        : undefined,
    ),
});
