// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, lacks } from './judge-accounts.ts';
import { judgePolicies } from './judge-policies.ts';

export const adGuestDisabled = defineCheck({
  id: 'ad-guest-disabled',
  area: 'ad',
  title: 'The built-in guest account is disabled',
  weakness: 'The built-in guest account is enabled',
  severity: 'high',
  rows: ['U9', 'A1', 'U3'],
  why: 'The guest account signs in without a password. It reads what "Everyone" may read, and scripts with tokens in them are often among that.',
  remediation: ['`Disable-ADAccount Guest`; in a GPO "Accounts: Guest account status" to Disabled.'],
  mappings: { mitigations: ['M1018', 'M1028'] },
  needs: [],
  *judge(inventory) {
    let seen = false;
    for (const account of inventory.of('active-directory.account')) {
      if (account.type !== 'user' || !(/-501$/.test(account.sid ?? '') || account.name.toLowerCase() === 'guest'))
        continue;
      seen = true;
      const subject = accountSubject(account);
      const disabled = has(account, 'disabled');
      if (disabled === undefined) yield unknown(subject, lacks.flags);
      else
        yield disabled
          ? pass(subject)
          : fail(
              subject,
              `The built-in guest account ${account.name} is enabled.`,
              proof(account.where, 'userAccountControl lacks ACCOUNTDISABLE (0x2)'),
            );
    }
    const set = inventory.of('active-directory.policy').some((it) => it.guestEnabled !== undefined);
    if (seen && !set) return;
    yield* judgePolicies(
      inventory,
      (policy) => policy.guestEnabled,
      'neither the guest account (in CN=Users) nor a policy that sets it was collected',
      (enabled) => (enabled ? { summary: 'enables the guest account.', note: 'EnableGuestAccount is 1' } : undefined),
    );
  },
});
