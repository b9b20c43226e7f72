// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, isPrivileged, judgeAccounts, lacks, privilegeOf } from './judge-accounts.ts';

export const adPrivilegedAccountsWithoutSpn = defineCheck({
  id: 'ad-privileged-accounts-without-spn',
  area: 'ad',
  title: 'No privileged user account has a service principal name',
  weakness: 'Privileged account whose password can be cracked offline (Kerberoasting)',
  severity: 'critical',
  rows: ['U9', 'A1', 'A2'],
  why: 'Any user may ask for a ticket to an account with a service principal name; part of it is encrypted with the password of the account. Cracked offline, it opens the whole domain, and every token that is issued from it.',
  remediation: [
    'Run the service under a group managed service account without administrative rights, then take the name off: `Set-ADUser NAME -ServicePrincipalNames @{Remove="SPN"}`.',
    'Take the account out of the privileged group, or, until that is done, set a random password of 30 characters.',
  ],
  mappings: { mitigations: ['M1026', 'M1027', 'M1041'], techniques: ['T1558.003'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'user' || account.name.toLowerCase() === 'krbtgt') return undefined;
      const privileged = isPrivileged(account);
      if (privileged === false) return undefined;
      if (account.spns === undefined) return lacks.spns;
      const subject = accountSubject(account);
      if (account.spns.length === 0) return privileged === true ? pass(subject) : undefined;
      if (privileged === undefined) return lacks.membership;
      return fail(
        subject,
        `${account.name}, ${privilegeOf(account)}, has the service principal name ${account.spns[0]}: any user of the domain can crack its password offline.`,
        proof(account.where, `servicePrincipalName: ${account.spns.slice(0, 3).join(', ')}`),
      );
    }),
});
