// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, isPrivileged, judgeAccounts, lacks, privilegeOf } from './judge-accounts.ts';

export const adPrivilegedInProtectedUsers = defineCheck({
  id: 'ad-privileged-in-protected-users',
  area: 'ad',
  title: 'Privileged people are in Protected Users, or cannot be delegated',
  weakness: 'Privileged account without the protection of Protected Users',
  severity: 'medium',
  rows: ['U9', 'A1'],
  why: 'Members of Protected Users leave no long-lived credentials on machines they sign in to, and nobody can act for them. Without it, one stolen machine is enough to act as the administrator.',
  remediation: [
    '`Add-ADGroupMember "Protected Users" -Members NAME`; try it with one account first, NTLM and RC4 stop working for it.',
    'For accounts that cannot be members: `Set-ADUser NAME -AccountNotDelegated $true`.',
    'Never add service accounts or computers.',
  ],
  mappings: { mitigations: ['M1026', 'M1015'], techniques: ['T1550', 'T1558'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'user' || account.service || account.name.toLowerCase() === 'krbtgt') return undefined;
      const privileged = isPrivileged(account);
      if (privileged === false) return undefined;
      if (privileged === undefined || account.protectedUser === undefined) return lacks.membership;
      const subject = accountSubject(account);
      return account.protectedUser || has(account, 'not-delegated') === true
        ? pass(subject)
        : fail(
            subject,
            `${account.name}, ${privilegeOf(account)}, is not in Protected Users and may be delegated.`,
            proof(account.where, 'not in Protected Users; userAccountControl lacks NOT_DELEGATED (0x100000)'),
          );
    }),
});
