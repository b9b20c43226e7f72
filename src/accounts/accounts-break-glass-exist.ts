// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { accountsSetting, breakGlassAccounts } from './break-glass.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

/** Providers that lock everybody out when a sign-in rule is wrong. */
const providers: readonly Identity['provider'][] = ['entra', 'okta', 'google'];

export const accountsBreakGlassExist = defineCheck({
  id: 'accounts-break-glass-exist',
  area: 'accounts',
  title: 'Two accounts for emergencies exist and are enabled',
  weakness: 'No second way in for emergencies',
  severity: 'medium',
  rows: ['U1', 'U11', 'A6'],
  why: 'When administrators are locked out, by a wrong rule or by a thief who has taken their accounts, nobody can revoke tokens without an account that depends on none of that.',
  remediation: [
    'Make two cloud-only accounts with the highest role, a long random password in a safe, two security keys in two places, and leave them out of conditional access policies that could lock everybody out.',
    'Try each one every three months, and alert on every sign-in.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'] },
  needs: [{ kind: 'identity' }],
  settings: { accounts: accountsSetting, count: { default: 2, description: 'how many are expected' } },
  *judge(inventory, { settings }) {
    const all = breakGlassAccounts(inventory, settings.list('accounts'));
    for (const provider of providers) {
      const people = inventory.of('identity').filter((it) => it.provider === provider && it.type === 'user');
      const [someone] = people;
      // A part of the accounts says nothing of those that are missing.
      if (someone === undefined || !people.some((it) => (it.roles?.length ?? 0) > 0)) continue;
      const subject = { kind: 'provider', id: `${provider}:break-glass`, name: provider };
      const found = all.filter((it) => it.provider === provider && it.enabled !== false);
      const wanted = settings.number('count');
      if (inventory.collected('identity', provider) === 'partial' && found.length < wanted) {
        yield unknown(
          subject,
          `accounts of ${provider} were collected in part: ${found.length} break-glass accounts were among them`,
        );
      } else {
        yield found.length >= wanted
          ? pass(subject)
          : fail(
              subject,
              found.length === 0
                ? `No account of ${provider} is known as a break-glass account; ${wanted} are expected.`
                : `Only ${found.map((it) => it.name).join(', ')} is an enabled break-glass account of ${provider}; ${wanted} are expected.`,
              proof(
                (found[0] ?? someone).where,
                `${people.length} accounts of ${provider} were looked at; the setting "accounts" names those that their names do not tell`,
              ),
              { confidence: 'medium' },
            );
      }
    }
  },
});
