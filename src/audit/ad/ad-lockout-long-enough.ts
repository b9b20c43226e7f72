// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adLockoutLongEnough = defineCheck({
  id: 'ad-lockout-long-enough',
  area: 'ad',
  title: 'A lockout lasts, and wrong passwords are counted, long enough',
  weakness: 'A lockout ends, or the count of wrong passwords begins anew, too soon',
  severity: 'low',
  rows: ['U4', 'U9', 'A1'],
  why: 'A lockout of seconds only slows a guesser down. Counted over a short window, a spray of one password a minute is never seen as one.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -LockoutDuration 00:15:00 -LockoutObservationWindow 00:15:00`.',
  ],
  mappings: {
    mitigations: ['M1036', 'M1018'],
    techniques: ['T1528', 'T1110'],
  },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: {
    seconds: {
      default: 60,
      description: 'the shortest lockout and window',
      published: ['Monkey365, Zero Trust Assessment, EIDSCA: 60 seconds'],
    },
  },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'lockoutMinutes', (value, policy) => {
      // Without a threshold there is no lockout to judge; that is the weakness of another check.
      if (policy.lockoutThreshold === 0) return undefined;
      const least = settings.number('seconds');
      if (value !== 0 && value * 60 < least) {
        return {
          summary: `ends a lockout after ${value * 60} seconds; at least ${least} are expected.`,
          note: `lockout duration is ${value} minutes`,
        };
      }
      return policy.windowMinutes !== undefined && policy.windowMinutes * 60 < least
        ? {
            summary: `counts wrong passwords for ${policy.windowMinutes * 60} seconds only; at least ${least} are expected.`,
            note: `the window is ${policy.windowMinutes} minutes`,
          }
        : undefined;
    }),
});
