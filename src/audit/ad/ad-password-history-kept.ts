// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adPasswordHistoryKept = defineCheck({
  id: 'ad-password-history-kept',
  area: 'ad',
  title: 'Old passwords cannot be taken again at once',
  weakness: 'Password policy lets people return to an old password',
  severity: 'low',
  rows: ['U2', 'U9', 'A1'],
  why: 'After a theft the password is changed. Without a history, or with one that is walked through in a minute since there is no minimum age, the stolen password soon works again and gives new tokens.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -PasswordHistoryCount 24 -MinPasswordAge 1.00:00:00`.',
    'For a fine-grained policy: `Set-ADFineGrainedPasswordPolicy NAME -PasswordHistoryCount 24 -MinPasswordAge 1.00:00:00`.',
  ],
  mappings: { mitigations: ['M1027', 'M1018'] },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: { passwords: { default: 24, description: 'how many old passwords are kept' } },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'history', (value, policy) => {
      if (value < settings.number('passwords')) {
        return {
          summary: `remembers ${value} old passwords; ${settings.number('passwords')} are expected.`,
          note: `password history is ${value}`,
        };
      }
      return policy.minAgeDays === 0
        ? {
            summary: 'has a history, but a password may be changed again at once, so that the history is soon used up.',
            note: 'minimum password age is 0',
          }
        : undefined;
    }),
});
