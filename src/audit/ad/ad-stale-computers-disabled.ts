// SPDX-License-Identifier: Apache-2.0
import { day, daysSince, fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, judgeAccounts, lacks } from './judge-accounts.ts';

export const adStaleComputersDisabled = defineCheck({
  id: 'ad-stale-computers-disabled',
  area: 'ad',
  title: 'Accounts of computers that are gone are disabled',
  weakness: 'Enabled computer account that has not been used for long',
  severity: 'low',
  rows: ['U3', 'U9', 'A6'],
  why: 'The account of a machine that is gone still signs in to the domain, and a machine that was given away may still hold its key, and the tickets that go with it.',
  remediation: [
    '`Disable-ADAccount COMPUTER$`, later `Remove-ADComputer COMPUTER`.',
    'Find more: `Search-ADAccount -AccountInactive -TimeSpan 90 -ComputersOnly`.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'active-directory.account' }],
  settings: { days: { default: 90, description: 'days without a logon and without a change of its password' } },
  judge: (inventory, { settings, now }) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'computer') return undefined;
      const { lastLogon, passwordChanged } = account;
      const times = [lastLogon !== undefined && 'at' in lastLogon ? lastLogon.at : undefined, passwordChanged].filter(
        (it) => it !== undefined,
      );
      const last = times.toSorted().at(-1);
      if (last === undefined) return `${lacks.logon}, nor was pwdLastSet`;
      const subject = accountSubject(account);
      const age = daysSince(last, now);
      return age <= settings.number('days') + 14
        ? pass(subject)
        : fail(
            subject,
            `The computer ${account.name} is enabled and has not been in the domain for ${age} days.`,
            proof(account.where, `last logon or change of its password: ${day(last)}`),
          );
    }),
});
