// SPDX-License-Identifier: Apache-2.0
import { day, daysSince, fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, judgeAccounts } from './judge-accounts.ts';

export const adExpiredAccountsDisabled = defineCheck({
  id: 'ad-expired-accounts-disabled',
  area: 'ad',
  title: 'Accounts whose end has come are disabled',
  weakness: 'Expired account that is still enabled',
  severity: 'medium',
  rows: ['U3', 'U9'],
  why: 'Expiry is not carried over to the cloud: an account that has expired in the directory and is enabled still signs in to Entra and gets tokens there.',
  remediation: [
    '`Search-ADAccount -AccountExpired -UsersOnly | Where-Object Enabled | Disable-ADAccount`; Entra Connect carries the disabled state over.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory, { now }) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'user') return undefined;
      if (account.expires === undefined) return 'accountExpires was not exported';
      const subject = accountSubject(account);
      if (account.expires === 'never' || Date.parse(account.expires) > now) return pass(subject);
      return fail(
        subject,
        `The account ${account.name} expired ${daysSince(account.expires, now)} days ago and is still enabled.`,
        proof(account.where, `accountExpires is ${day(account.expires)}`),
      );
    }),
});
