// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googlePasswordsStrong = defineCheck({
  id: 'google-passwords-strong',
  area: 'google',
  title: 'Passwords are long and strong',
  weakness: 'Short or weak passwords allowed',
  severity: 'medium',

  rows: ['U2', 'A4'],
  why: 'Short and common passwords are what spraying finds; one hit is a foothold from which consent and tokens are got.',
  remediation: [
    'Security, Authentication, Password management: "Enforce strong password", minimum length 12, "Enforce password policy at next sign-in".',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.5.1', 'GWS.COMMONCONTROLS.5.2'],
    mitigations: ['M1027', 'M1018', 'M1047'],
    techniques: ['T1528', 'T1110'],
    peers: { prowler: ['security_password_policy_strong'] },
  },
  needs: [{ kind: 'google.policy' }],
  settings: {
    length: {
      default: 12,
      description: 'the least length of a password',
      published: ['ScubaGoggles: 12, better 15', 'Google: 8 is its default'],
    },
  },
  judge: (inventory, { settings }) =>
    judgeSetting(inventory, 'security.password', 'minimumLength', (value, policy) => {
      const short = Number(value) < settings.number('length');
      const weak =
        policy.value.allowedStrength !== undefined && String(policy.value.allowedStrength).toUpperCase() !== 'STRONG';
      if (!short && !weak) return undefined;
      const what = [
        ...(short
          ? [`passwords of ${value} characters are taken (at least ${settings.number('length')} are expected)`]
          : []),
        ...(weak ? ['weak passwords are taken'] : []),
      ];
      return { summary: `${what.join(', and ')}.` };
    }),
});
