// SPDX-License-Identifier: Apache-2.0
import { day, daysSince, fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, judgeAccounts, lacks } from './judge-accounts.ts';

export const adServiceAccountsManaged = defineCheck({
  id: 'ad-service-accounts-managed',
  area: 'ad',
  title: 'Passwords of service accounts are changed by the system (gMSA), or at least often',
  weakness: 'Service account with an old password that a person has set',
  severity: 'medium',
  rows: ['U2', 'U9', 'U11'],
  why: 'Every user of the domain may ask for a ticket to a service and crack its password offline, for years if it never changes. The service account then signs in and gets tokens as the service does.',
  remediation: [
    'Use a group managed service account, whose password the domain changes: `New-ADServiceAccount NAME -DNSHostName HOST -PrincipalsAllowedToRetrieveManagedPassword GROUP`.',
    'On Windows Server 2025 a delegated managed service account takes the old one over: `Start-ADServiceAccountMigration`.',
    'Until then, set a random password of 30 characters: `Set-ADAccountPassword NAME`.',
  ],
  mappings: { mitigations: ['M1026', 'M1027'], techniques: ['T1528', 'T1558.003'] },
  needs: [{ kind: 'active-directory.account' }],
  settings: {
    days: {
      default: 365,
      description: 'the greatest age of a password that people set',
      published: ['secrets in Prowler: 90'],
    },
  },
  judge: (inventory, { settings, now }) =>
    judgeAccounts(inventory, (account) => {
      const subject = accountSubject(account);
      if (account.type === 'managed-service-account') return pass(subject);
      if (account.type !== 'user' || !account.service) return undefined;
      // The key of the domain has a check of its own.
      if (account.name.toLowerCase() === 'krbtgt') return undefined;
      if (account.passwordChanged === undefined) return lacks.password;
      const age = daysSince(account.passwordChanged, now);
      return age <= settings.number('days')
        ? pass(subject)
        : fail(
            subject,
            `The password of the service account ${account.name} is ${age} days old, and no managed account changes it.`,
            proof(
              account.where,
              `pwdLastSet is ${day(account.passwordChanged)}${account.spns?.[0] === undefined ? '' : `; its first SPN is ${account.spns[0]}`}`,
            ),
          );
    }),
});
