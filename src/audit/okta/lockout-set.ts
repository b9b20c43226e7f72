// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, place } from './okta-index.ts';

export const oktaLockoutSet = defineCheck({
  id: 'okta-lockout-set',
  area: 'okta',
  title: 'Accounts are locked after a few wrong passwords',
  weakness: 'Wrong passwords lock an account late or never',
  severity: 'medium',
  rows: ['U4', 'U10', 'A4'],
  why: 'Without a lockout, passwords are tried without end; one hit gives a session.',
  remediation: [
    'Security, Authenticators, Password, the policy: "Lock out user after" 10 attempts or fewer.',
    'Or: `PUT /api/v1/policies/POLICY` with `settings.password.lockout.maxAttempts`.',
  ],
  mappings: {
    mitigations: ['M1036', 'M1018', 'M1047'],
    techniques: ['T1528', 'T1110'],
    peers: { prowler: ['authenticator_password_lockout_threshold_3'] },
  },
  needs: [{ kind: 'okta.policy' }],
  settings: {
    attempts: {
      default: 10,
      description: 'the most wrong passwords before a lockout',
      published: ['DISA STIG, as Prowler checks it: 3', 'Okta: 10 is its default'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('attempts');
    for (const policy of active(inventory.of('okta.policy'))) {
      if (policy.type !== 'PASSWORD') continue;
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      if (policy.maxAttempts === undefined) {
        yield unknown(subject, 'the policy has no lockout.maxAttempts in the export');
      } else if (policy.maxAttempts > 0 && policy.maxAttempts <= most) yield pass(subject);
      else {
        const when = policy.maxAttempts === 0 ? 'never' : `only after ${policy.maxAttempts} wrong passwords`;
        yield fail(
          subject,
          `The password policy "${policy.name}" locks an account ${when}; at most ${most} tries are expected.`,
          place(policy, `maxAttempts is ${policy.maxAttempts}`, 'settings', 'password', 'lockout', 'maxAttempts'),
        );
      }
    }
  },
});
