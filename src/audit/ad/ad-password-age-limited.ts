// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adPasswordAgeLimited = defineCheck({
  id: 'ad-password-age-limited',
  area: 'ad',
  title: 'Passwords of the directory have an end',
  weakness: 'Password policy lets passwords live too long',
  severity: 'low',
  rows: ['U2', 'U9', 'A1'],
  why: 'A hash or password that was taken unseen works until somebody changes it. In a directory without a check for leaked passwords a long limit is the only end it has.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -MaxPasswordAge 365.00:00:00`.',
    'Where leaked passwords are checked and all sign-ins need a second factor, set `days` to 0, which takes the limit out: Microsoft and NIST advise against forced changes there.',
  ],
  mappings: { mitigations: ['M1027'] },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: {
    days: {
      default: 365,
      description: 'the greatest age; 0 for no limit',
      published: ['CISA SCuBA MS.AAD.6.1 for Entra: passwords do not expire'],
    },
  },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'maxAgeDays', (value) => {
      const most = settings.number('days');
      if (most === 0 || (value > 0 && value <= most)) return undefined;
      return value === 0
        ? { summary: 'lets passwords live for ever.', note: 'there is no maximum password age' }
        : {
            summary: `lets passwords live ${value} days; at most ${most} are expected.`,
            note: `maximum password age is ${value} days`,
          };
    }),
});
