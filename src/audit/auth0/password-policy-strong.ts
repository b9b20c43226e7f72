// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './auth0-index.ts';

export const auth0PasswordPolicyStrong = defineCheck({
  id: 'auth0-password-policy-strong',
  area: 'auth0',
  title: 'Databases of passwords take strong ones only',
  weakness: 'Weak passwords allowed',
  severity: 'medium',
  rows: ['U2', 'A4'],
  why: 'Short and common passwords are what spraying finds; one hit gives tokens for every application.',
  remediation: [
    'Authentication, Database, the connection, Password Policy: Good or Excellent, minimum length 12, password dictionary on.',
    'Or: `PATCH /api/v2/connections/ID` with `options.passwordPolicy` and `options.password_complexity_options.min_length` (send all options, they are replaced).',
  ],
  mappings: { mitigations: ['M1027', 'M1047'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'auth0.connection' }],
  settings: {
    length: { default: 12, description: 'the least length of a password', published: ['Auth0: 8 by the policy good'] },
  },
  *judge(inventory, { settings }) {
    const least = settings.number('length');
    for (const it of inventory.of('auth0.connection')) {
      if (it.strategy !== 'auth0') continue;
      const subject = { kind: 'connection', id: it.id, name: it.name };
      if (it.passwordPolicy === undefined && it.minLength === undefined) {
        yield unknown(subject, 'the export has neither options.passwordPolicy nor a least length');
        continue;
      }
      // Without a length of its own, `low` asks for 6 characters, `fair` and better for 8, `excellent` for 10.
      const lengths = { none: 1, low: 6, fair: 8, good: 8, excellent: 10 } as const;
      const policy = (it.passwordPolicy ?? 'none') as keyof typeof lengths;
      const length = it.minLength ?? (Object.hasOwn(lengths, policy) ? lengths[policy] : undefined);
      if (length === undefined) yield unknown(subject, `the policy ${it.passwordPolicy} is not known`);
      else if (length >= least) yield pass(subject);
      else {
        yield fail(
          subject,
          `The database "${it.name}" takes passwords of ${length === 1 ? '1 character' : `${length} characters`}${it.passwordPolicy === undefined ? '' : ` (policy ${it.passwordPolicy})`}; at least ${least} are expected.`,
          it.passwordPolicy === undefined
            ? place(it, `min_length is ${length}`, 'options')
            : place(it, `passwordPolicy is ${it.passwordPolicy}`, 'options', 'passwordPolicy'),
        );
      }
    }
  },
});
