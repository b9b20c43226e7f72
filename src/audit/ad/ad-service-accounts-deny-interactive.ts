// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import type { ActiveDirectoryAccount, ActiveDirectoryPolicy } from '../../model/inventory/active-directory.ts';
import { accountSubject, has } from './judge-accounts.ts';

const denies = ['SeDenyInteractiveLogonRight', 'SeDenyRemoteInteractiveLogonRight'] as const;

/** Whether a list of a right names the account or one of its groups, by SID or by name with or without its domain. */
function names(list: readonly string[], account: ActiveDirectoryAccount, groups: ReadonlySet<string>): boolean {
  return list.some((it) => {
    const name = it.slice(it.indexOf('\\') + 1).toLowerCase();
    return (
      it === account.sid || name === account.name.toLowerCase() || groups.has(it.toLowerCase()) || groups.has(name)
    );
  });
}

export const adServiceAccountsDenyInteractive = defineCheck({
  id: 'ad-service-accounts-deny-interactive',
  area: 'ad',
  title: 'Service accounts may not sign in at a keyboard or by remote desktop',
  weakness: 'Service account may sign in interactively',
  severity: 'medium',
  rows: ['U6', 'U9', 'A1'],
  why: 'A service account with a stolen password is as good as a person: it signs in by remote desktop, and the session holds tickets and tokens. No service needs that.',
  remediation: [
    'Put service accounts into a group, and deny both rights to it in a GPO that is linked to servers and domain controllers: Computer Configuration > Policies > Windows Settings > Security Settings > Local Policies > User Rights Assignment > "Deny log on locally" and "Deny log on through Remote Desktop Services".',
    'Check on a machine: `secedit /export /cfg security.inf /areas USER_RIGHTS`.',
  ],
  mappings: { mitigations: ['M1018', 'M1026', 'M1015'], techniques: ['T1528', 'T1078.002'] },
  needs: [{ kind: 'active-directory.account' }],
  *judge(inventory) {
    const policies = inventory.of('active-directory.policy');
    const saying = (right: string): readonly ActiveDirectoryPolicy[] =>
      policies.filter((it) => Object.hasOwn(it.rights, right));
    const groupsOf = new Map<string, Set<string>>();
    for (const it of inventory.of('relation')) {
      if (it.provider !== 'active-directory' || it.relation !== 'member-of') continue;
      const group = inventory.find('identity', it.to);
      const list = groupsOf.get(it.from) ?? new Set();
      list.add((it.to.split(':').at(-1) ?? '').toLowerCase());
      if (group !== undefined) list.add(group.name.toLowerCase());
      groupsOf.set(it.from, list);
    }
    for (const account of inventory.of('active-directory.account')) {
      if (!account.service || has(account, 'disabled') === true || account.name.toLowerCase() === 'krbtgt') continue;
      const subject = accountSubject(account);
      if (policies.length === 0) {
        yield unknown(
          subject,
          'no security policy was collected; gpresult /X, secedit /export or a backup of the GPOs tells',
        );
        continue;
      }
      const groups = groupsOf.get(account.id) ?? new Set();
      const open = denies.filter(
        (right) => !saying(right).some((it) => names(it.rights[right] ?? [], account, groups)),
      );
      const [evidence] = denies.flatMap((right) => saying(right));
      yield open.length === 0
        ? pass(subject)
        : fail(
            subject,
            `No policy that was collected denies the service account ${account.name} ${open.length === 2 ? 'signing in at a keyboard or by remote desktop' : open[0] === denies[0] ? 'signing in at a keyboard' : 'signing in by remote desktop'}.`,
            [
              proof(account.where, `${account.name} runs services`),
              ...(evidence === undefined
                ? []
                : [proof(evidence.where, `the policy "${evidence.name}" does not name it in ${open.join(', ')}`)]),
            ],
            { confidence: 'medium' },
          );
    }
  },
});
