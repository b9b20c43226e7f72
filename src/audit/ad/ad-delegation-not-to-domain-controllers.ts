// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts, lacks } from './judge-accounts.ts';

export const adDelegationNotToDomainControllers = defineCheck({
  id: 'ad-delegation-not-to-domain-controllers',
  area: 'ad',
  title: 'Nobody may act for others on a domain controller',
  weakness: 'Delegation to a domain controller',
  severity: 'high',
  rows: ['U9', 'A1', 'A2'],
  why: 'With constrained delegation to a service of a domain controller, and most of all with protocol transition, the account becomes an administrator there without anybody signing in.',
  remediation: [
    'Take the service out of the list: `Set-ADObject DN -Remove @{"msDS-AllowedToDelegateTo"="SPN"}`.',
    'Mark administrators as "Account is sensitive and cannot be delegated", or add them to Protected Users.',
  ],
  mappings: { mitigations: ['M1015', 'M1026'], techniques: ['T1558', 'T1550.003'] },
  needs: [{ kind: 'active-directory.account' }],
  *judge(inventory) {
    const controllers = new Set<string>();
    for (const account of inventory.of('active-directory.account')) {
      if (has(account, 'domain-controller') === true) controllers.add(account.name.replace(/\$$/, '').toLowerCase());
    }
    yield* judgeAccounts(inventory, (account) => {
      if (account.delegatesTo === undefined || account.delegatesTo.length === 0) return undefined;
      if (controllers.size === 0) {
        return `it may delegate, and no domain controller is in the export to tell whether to one; ${lacks.flags.replace('was not', 'of computers must be')}`;
      }
      const subject = accountSubject(account);
      const target = account.delegatesTo.find((spn) =>
        controllers.has((spn.split('/')[1] ?? '').split(/[.:]/)[0]?.toLowerCase() ?? ''),
      );
      if (target === undefined) return pass(subject);
      const transition = has(account, 'protocol-transition') === true;
      return fail(
        subject,
        `${account.name} may act for ${transition ? 'anybody, without their signing in,' : 'its users'} on the domain controller service ${target}.`,
        proof(
          account.where,
          `msDS-AllowedToDelegateTo: ${target}${transition ? '; userAccountControl has TRUSTED_TO_AUTH_FOR_DELEGATION' : ''}`,
        ),
        transition ? { severity: 'critical' } : {},
      );
    });
  },
});
