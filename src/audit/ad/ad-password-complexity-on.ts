// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adPasswordComplexityOn = defineCheck({
  id: 'ad-password-complexity-on',
  area: 'ad',
  title: 'Passwords must be complex, or long',
  weakness: 'Password policy asks for no complexity',
  severity: 'low',
  rows: ['U2', 'U9', 'A1'],
  why: 'Without the rule an account may have its own name as a password. Such passwords are the first that a password spray tries, and one of them is enough to ask for tokens.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -ComplexityEnabled $true`, or ask for long pass phrases and set `instead`.',
  ],
  mappings: { mitigations: ['M1027'] },
  needs: [{ kind: 'active-directory.password-policy' }],
  settings: {
    instead: { default: 20, description: 'characters from which on length makes up for complexity' },
  },
  judge: (inventory, { settings }) =>
    judgePasswordPolicies(inventory, 'complexity', (value, policy) =>
      value || (policy.minLength ?? 0) >= settings.number('instead')
        ? undefined
        : { summary: 'allows simple passwords.', note: 'password complexity is off' },
    ),
});
