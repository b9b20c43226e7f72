// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, place } from './okta-index.ts';

export const oktaPasswordLengthEnough = defineCheck({
  id: 'okta-password-length-enough',
  area: 'okta',
  title: 'Passwords are long and not common',
  weakness: 'Short or common passwords allowed',
  severity: 'medium',
  rows: ['U2', 'U10', 'A4'],
  why: 'Short and common passwords are what spraying finds; one hit is a foothold from which consent and tokens are got.',
  remediation: [
    'Security, Authenticators, Password, the policy: minimum length 15, and "Common password check".',
    'Or: `PUT /api/v1/policies/POLICY` with `settings.password.complexity.minLength` and `.dictionary.common.exclude`.',
  ],
  mappings: {
    mitigations: ['M1027', 'M1018', 'M1047'],
    techniques: ['T1528', 'T1110'],
    peers: {
      prowler: ['authenticator_password_minimum_length_15', 'authenticator_password_common_password_check'],
    },
  },
  needs: [{ kind: 'okta.policy' }],
  settings: {
    length: {
      default: 15,
      description: 'the least length of a password',
      published: ['DISA STIG, as Prowler checks it: 15', 'Okta: 8 is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const least = settings.number('length');
    for (const policy of active(inventory.of('okta.policy'))) {
      if (policy.type !== 'PASSWORD') continue;
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      if (policy.minLength === undefined) {
        yield unknown(subject, 'the policy has no complexity.minLength in the export');
        continue;
      }
      const path = ['settings', 'password', 'complexity'] as const;
      const evidence = [
        ...(policy.minLength < least ? [place(policy, `minLength is ${policy.minLength}`, ...path, 'minLength')] : []),
        ...(policy.commonChecked === false ? [place(policy, 'common passwords are taken', ...path, 'dictionary')] : []),
      ];
      const wrong = [
        ...(policy.minLength < least ? [`takes passwords of ${policy.minLength} characters (at least ${least})`] : []),
        ...(policy.commonChecked === false ? ['takes common passwords'] : []),
      ];
      yield wrong.length === 0
        ? pass(subject)
        : fail(subject, `The password policy "${policy.name}" ${wrong.join(' and ')}.`, evidence);
    }
  },
});
