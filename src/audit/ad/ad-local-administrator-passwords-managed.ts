// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts } from './judge-accounts.ts';

export const adLocalAdministratorPasswordsManaged = defineCheck({
  id: 'ad-local-administrator-passwords-managed',
  area: 'ad',
  title: 'Every computer has a local administrator password of its own (LAPS)',
  weakness: 'Computer without a managed local administrator password',
  severity: 'medium',
  rows: ['U9', 'A1', 'U11'],
  why: 'Where machines share a local administrator password, whoever reads it on one takes the tokens of everybody who is signed in on all of them.',
  remediation: [
    'Extend the schema and let machines write: `Update-LapsADSchema`, `Set-LapsADComputerSelfPermission -Identity OU`.',
    'Set the policy "Configure password backup directory" (Computer Configuration > Administrative Templates > System > LAPS) for the OU.',
    'Check one: `Get-LapsADPassword COMPUTER`.',
  ],
  mappings: { mitigations: ['M1026', 'M1027'], techniques: ['T1528', 'T1078.003'] },
  needs: [{ kind: 'active-directory.account' }],
  judge: (inventory) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'computer') return undefined;
      // A domain controller has no local accounts; what is no Windows cannot have LAPS.
      if (has(account, 'domain-controller') === true || has(account, 'read-only-domain-controller') === true)
        return undefined;
      if (account.operatingSystem !== undefined && !/windows/i.test(account.operatingSystem)) return undefined;
      if (account.managedLocalPassword === undefined) {
        return 'no computer in it has msLAPS-PasswordExpirationTime or ms-Mcs-AdmPwdExpirationTime: LAPS is not used, or they were not exported (a domain administrator may read them)';
      }
      const subject = accountSubject(account);
      return account.managedLocalPassword
        ? pass(subject)
        : fail(
            subject,
            `The local administrator password of ${account.name} is not managed by LAPS, as that of other computers is.`,
            proof(account.where, 'neither msLAPS-PasswordExpirationTime nor ms-Mcs-AdmPwdExpirationTime is set'),
          );
    }),
});
