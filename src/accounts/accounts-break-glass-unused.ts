// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { accountsSetting, breakGlassAccounts } from './break-glass.ts';
import { identitySubject, seenOf } from './judge-identities.ts';
import { day, daysSince, fail, pass, proof, unknown } from './verdict.ts';

export const accountsBreakGlassUnused = defineCheck({
  id: 'accounts-break-glass-unused',
  area: 'accounts',
  title: 'Accounts for emergencies were not used lately',
  weakness: 'Break-glass account was used lately',
  severity: 'high',
  confidence: 'medium',
  rows: ['U6', 'A6'],
  why: 'Such an account is used in an emergency or in a planned test. Any other sign-in is somebody who took the easy way, or a thief with the highest role.',
  remediation: [
    'Ask who used it and why; if nobody knows, revoke its sessions, change its password and keys, and look at what it did.',
    'Put the dates of planned tests into the setting `tests`.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], techniques: ['T1078'] },
  needs: [{ kind: 'identity' }],
  settings: {
    accounts: accountsSetting,
    days: { default: 30, description: 'uses that are older do not count' },
    tests: { default: [] as readonly string[], description: 'days of planned tests, as in 2026-05-12' },
  },
  *judge(inventory, { settings, now }) {
    const tests = new Set(settings.list('tests'));
    for (const identity of breakGlassAccounts(inventory, settings.list('accounts'))) {
      if (identity.enabled === false) continue;
      const subject = identitySubject(identity);
      const told = identity.lastUsed !== undefined && 'at' in identity.lastUsed ? identity.lastUsed.at : undefined;
      const seen = seenOf(inventory, identity);
      const last = [told, seen]
        .filter((it) => it !== undefined)
        .toSorted()
        .at(-1);
      if (last === undefined && identity.lastUsed === undefined) {
        yield unknown(subject, 'its sign-ins were not collected');
        continue;
      }
      yield last === undefined || daysSince(last, now) > settings.number('days') || tests.has(day(last))
        ? pass(subject)
        : fail(
            subject,
            `The break-glass account ${identity.name} (${identity.provider}) was used on ${day(last)}.`,
            proof(identity.where, `last used ${last}`),
          );
    }
  },
});
