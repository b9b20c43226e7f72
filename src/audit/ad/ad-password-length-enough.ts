// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adPasswordLengthEnough = defineCheck({
  id: 'ad-password-length-enough',
  area: 'ad',
  title: 'Passwords have at least the set number of characters',
  weakness: 'Password policy allows short passwords',
  severity: 'medium',
  rows: ['U2', 'U9', 'A1'],
  why: 'Every token begins with a sign-in. A short password is guessed, sprayed or cracked from a captured hash, and the thief then asks for tokens in the name of its owner.',
  remediation: [
    'Set it for the domain: `Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -MinPasswordLength 14`.',
    'For a fine-grained policy: `Set-ADFineGrainedPasswordPolicy NAME -MinPasswordLength 14`; in a GPO under Computer Configuration > Policies > Windows Settings > Security Settings > Account Policies.',
    'Above 14 in a GPO also set "Relax minimum password length limits" on all domain controllers.',
  ],
  mappings: { mitigations: ['M1027', 'M1018'] },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: {
    characters: {
      default: 14,
      description: 'the fewest characters that a policy may ask for',
      published: ['Google Workspace in CISA SCuBA: 12, 16 is better', 'Okta in DISA STIG (Prowler): 15'],
    },
  },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'minLength', (value) =>
      value >= settings.number('characters')
        ? undefined
        : {
            summary: `allows passwords of ${value} characters; at least ${settings.number('characters')} are expected.`,
            note: `minimum password length is ${value}`,
          },
    ),
});
