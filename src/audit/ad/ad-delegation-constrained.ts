// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts, lacks } from './judge-accounts.ts';

export const adDelegationConstrained = defineCheck({
  id: 'ad-delegation-constrained',
  area: 'ad',
  title: 'Only domain controllers may delegate without limits',
  weakness: 'Unconstrained delegation',
  severity: 'high',
  rows: ['U9', 'A1', 'A2'],
  why: 'A machine or account with unconstrained delegation keeps the ticket-granting ticket of everybody who connects. Who takes it over becomes any of them, a domain controller included.',
  remediation: [
    'Take it off: `Set-ADAccountControl NAME -TrustedForDelegation $false`.',
    'Where a service acts for its users, use resource-based constrained delegation: `Set-ADComputer TARGET -PrincipalsAllowedToDelegateToAccount NAME`.',
  ],
  mappings: { mitigations: ['M1015', 'M1026'], techniques: ['T1558', 'T1550.003'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      const open = has(account, 'unconstrained-delegation');
      if (open === undefined) return lacks.flags;
      const subject = accountSubject(account);
      return open && has(account, 'domain-controller') !== true
        ? fail(
            subject,
            `${account.name} may delegate without limits: it keeps the tickets of everybody who connects to it.`,
            proof(
              account.where,
              'userAccountControl has TRUSTED_FOR_DELEGATION (0x80000), and it is no domain controller',
            ),
          )
        : pass(subject);
    }),
});
