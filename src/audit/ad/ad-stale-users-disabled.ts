// SPDX-License-Identifier: Apache-2.0
import { day, daysSince, fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, judgeAccounts, lacks } from './judge-accounts.ts';

export const adStaleUsersDisabled = defineCheck({
  id: 'ad-stale-users-disabled',
  area: 'ad',
  title: 'User accounts that nobody uses are disabled',
  weakness: 'Enabled user account that has not been used for long',
  severity: 'medium',
  rows: ['U3', 'U9', 'A6'],
  why: 'Nobody notices when an account that nobody uses is taken over. Its password is old, and what it may do was never taken back.',
  remediation: [
    'Ask the manager, then disable: `Disable-ADAccount NAME`, and move it to an OU of its own; delete it after your retention time.',
    'Find more: `Search-ADAccount -AccountInactive -TimeSpan 90 -UsersOnly`.',
  ],
  mappings: { mitigations: ['M1018', 'M1036'], peers: { prowler: ['entra_user_with_recent_sign_in'] } },
  needs: [{ kind: 'active-directory.account' }],
  settings: {
    days: {
      default: 90,
      description: 'days without a logon',
      published: ['Prowler for Entra: 90', 'CIS for AWS: 45', 'DISA STIG for Okta: 35'],
    },
  },
  judge: (inventory, { settings, now }) =>
    judgeAccounts(inventory, (account) => {
      if (account.type !== 'user' || /^(?:krbtgt|guest)$/i.test(account.name)) return undefined;
      const { lastLogon } = account;
      if (lastLogon === undefined) return lacks.logon;
      const subject = accountSubject(account);
      // lastLogonTimestamp may be up to 14 days behind: that much is given.
      const limit = settings.number('days') + 14;
      const since = 'at' in lastLogon ? lastLogon.at : lastLogon.since;
      if (since === undefined) return `${account.name} has no logon, and whenCreated was not exported: it may be new`;
      const age = daysSince(since, now);
      if (age <= limit) return pass(subject);
      return fail(
        subject,
        'at' in lastLogon
          ? `${account.name} is enabled and has not signed in for ${age} days.`
          : `${account.name} is enabled and has never signed in since it was made ${age} days ago.`,
        proof(
          account.where,
          'at' in lastLogon
            ? `last logon ${day(since)} (lastLogonTimestamp, replicated every 9 to 14 days)`
            : `no lastLogonTimestamp since it was made on ${day(since)}`,
        ),
      );
    }),
});
