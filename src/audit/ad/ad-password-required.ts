// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts, lacks } from './judge-accounts.ts';

export const adPasswordRequired = defineCheck({
  id: 'ad-password-required',
  area: 'ad',
  title: 'Every account must have a password',
  weakness: 'Account may have an empty password',
  severity: 'high',
  rows: ['U2', 'U9', 'A1'],
  why: 'With this flag the password policy does not hold for the account: its password may be empty, and then anybody signs in as it and takes its tickets and tokens.',
  remediation: [
    'Take the flag off: `Set-ADAccountControl NAME -PasswordNotRequired $false`, then set a password.',
    'Find what sets it: some provisioning tools make accounts with the flag and leave it.',
  ],
  mappings: { mitigations: ['M1027', 'M1015'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      if (account.type === 'managed-service-account') return undefined;
      const free = has(account, 'password-not-required');
      if (free === undefined) return lacks.flags;
      const subject = accountSubject(account);
      return free
        ? fail(
            subject,
            `The account ${account.name} may have an empty password.`,
            proof(account.where, 'userAccountControl has PASSWD_NOTREQD (0x20)'),
          )
        : pass(subject);
    }),
});
