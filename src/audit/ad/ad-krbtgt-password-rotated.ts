// SPDX-License-Identifier: Apache-2.0
import { day, daysSince, fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, lacks } from './judge-accounts.ts';

export const adKrbtgtPasswordRotated = defineCheck({
  id: 'ad-krbtgt-password-rotated',
  area: 'ad',
  title: 'The key of the domain (krbtgt) is changed from time to time',
  weakness: 'The key of the domain (krbtgt) is old',
  severity: 'high',
  rows: ['U9', 'A1', 'U2'],
  why: 'Who has taken this key once makes tickets for anybody (golden tickets), until it has been changed twice. An old key keeps an old theft alive.',
  remediation: [
    'Change it twice, with more than the lifetime of a ticket (10 hours) between: "Reset Password" of krbtgt in Active Directory Users and Computers, or a script such as `New-KrbtgtKeys.ps1`.',
    'After a theft from a domain controller do so at once; otherwise once or twice a year.',
  ],
  mappings: { mitigations: ['M1015', 'M1027'], techniques: ['T1558.001'] },
  needs: [{ kind: 'active-directory.account' }],
  settings: { days: { default: 365, description: 'the greatest age of its password' } },
  *judge(inventory, { settings, now }) {
    let seen = false;
    for (const account of inventory.of('active-directory.account')) {
      if (!/^krbtgt(?:_\d+)?$/i.test(account.name)) continue;
      seen = true;
      const subject = accountSubject(account);
      if (account.passwordChanged === undefined) {
        yield unknown(subject, lacks.password);
        continue;
      }
      const age = daysSince(account.passwordChanged, now);
      yield age <= settings.number('days')
        ? pass(subject)
        : fail(
            subject,
            `The password of ${account.name}, the key of the domain, is ${age} days old.`,
            proof(account.where, `pwdLastSet is ${day(account.passwordChanged)}`),
          );
    }
    if (!seen)
      yield unknown(
        { kind: 'domain', id: 'active-directory', name: 'Active Directory' },
        'the account krbtgt is not in the export; it is in CN=Users',
      );
  },
});
