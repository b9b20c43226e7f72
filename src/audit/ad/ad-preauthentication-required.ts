// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts, lacks } from './judge-accounts.ts';

export const adPreauthenticationRequired = defineCheck({
  id: 'ad-preauthentication-required',
  area: 'ad',
  title: 'Every account must pre-authenticate for Kerberos',
  weakness: 'Account without Kerberos pre-authentication',
  severity: 'high',
  rows: ['U9', 'A1'],
  why: 'Without pre-authentication anybody on the network, with no account at all, gets a piece encrypted with the password of the account and cracks it offline.',
  remediation: [
    '`Set-ADAccountControl NAME -DoesNotRequirePreAuth $false`, then change the password: it may be known.',
  ],
  mappings: { mitigations: ['M1027', 'M1047'], techniques: ['T1558.004'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      const off = has(account, 'no-preauthentication');
      if (off === undefined) return lacks.flags;
      const subject = accountSubject(account);
      return off
        ? fail(
            subject,
            `${account.name} needs no pre-authentication: its password can be cracked by anybody on the network.`,
            proof(account.where, 'userAccountControl has DONT_REQ_PREAUTH (0x400000)'),
          )
        : pass(subject);
    }),
});
