// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adLockoutThresholdSet = defineCheck({
  id: 'ad-lockout-threshold-set',
  area: 'ad',
  title: 'Accounts are locked after a few wrong passwords',
  weakness: 'Wrong passwords do not lock an account, or too late',
  severity: 'medium',
  rows: ['U4', 'U9', 'A1'],
  why: 'Without a lockout, passwords are tried without end against every service that asks the directory; one hit gives sign-ins and tokens.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -LockoutThreshold 10 -LockoutDuration 00:15:00 -LockoutObservationWindow 00:15:00`.',
    'For a fine-grained policy: `Set-ADFineGrainedPasswordPolicy NAME -LockoutThreshold 10`.',
  ],
  mappings: {
    mitigations: ['M1036', 'M1018'],
    techniques: ['T1528', 'T1110'],
  },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: {
    attempts: {
      default: 10,
      description: 'the most wrong passwords before a lockout',
      published: ['Monkey365, Zero Trust Assessment, EIDSCA: 10', 'Okta in Prowler: 3'],
    },
  },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'lockoutThreshold', (value) => {
      if (value === 0) return { summary: 'never locks an account.', note: 'lockout threshold is 0' };
      return value <= settings.number('attempts')
        ? undefined
        : {
            summary: `locks an account after ${value} wrong passwords only; at most ${settings.number('attempts')} are expected.`,
            note: `lockout threshold is ${value}`,
          };
    }),
});
