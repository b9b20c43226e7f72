// SPDX-License-Identifier: Apache-2.0
// What checks of the directory's accounts share: subjects, what makes an account privileged, and one "unknown" for all
// accounts of an export that lacks an attribute, not one for each.
import { unknown } from '../../accounts/verdict.ts';
import type { Subject, Verdict } from '../../model/check.ts';
import type { AccountFlag, ActiveDirectoryAccount } from '../../model/inventory/active-directory.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Why an account cannot be judged, where the export lacks something. */
export const lacks = {
  flags: 'userAccountControl was not exported',
  membership: 'group memberships were not exported; PowerShell writes them to CSV as a type name, LDIF holds them',
  spns: 'servicePrincipalName was not exported, or no account has one',
  password: 'pwdLastSet was not exported',
  logon: 'lastLogonTimestamp was not exported',
} as const;

export function accountSubject(account: ActiveDirectoryAccount): Subject {
  return { kind: account.type, id: account.id, name: account.name };
}

export function has(account: ActiveDirectoryAccount, flag: AccountFlag): boolean | undefined {
  return account.flags?.includes(flag);
}

/** Member of a privileged group now, or marked by the system as one (adminCount stays when a membership ends). */
export function isPrivileged(account: ActiveDirectoryAccount): boolean | undefined {
  if ((account.privileged?.length ?? 0) > 0 || account.adminCount === true) return true;
  return account.privileged === undefined ? undefined : false;
}

/** In words, for a summary. */
export function privilegeOf(account: ActiveDirectoryAccount): string {
  const groups = account.privileged ?? [];
  return groups.length > 0 ? `member of ${groups.join(', ')}` : 'marked as an administrator (adminCount)';
}

/**
 * Judges the accounts that are enabled (or not known to be disabled).
 *
 * @param judge a verdict; a text where the account cannot be judged, with the reason; undefined where it is not meant
 */
export function* judgeAccounts(
  inventory: Inventory,
  judge: (account: ActiveDirectoryAccount) => Verdict | string | undefined,
): Generator<Verdict> {
  const reasons = new Map<string, { readonly file: string; readonly reason: string; count: number }>();
  for (const account of inventory.of('active-directory.account')) {
    if (has(account, 'disabled') === true) continue;
    const verdict = judge(account);
    if (typeof verdict === 'string') {
      const key = `${account.where.file}\n${verdict}`;
      const known = reasons.get(key);
      if (known === undefined) reasons.set(key, { file: account.where.file, reason: verdict, count: 1 });
      else known.count++;
    } else if (verdict !== undefined) yield verdict;
  }
  for (const { file, reason, count } of reasons.values()) {
    yield unknown(
      { kind: 'export', id: `active-directory:export:${file}`, name: file },
      `${count} ${count === 1 ? 'account' : 'accounts'} of ${file}: ${reason}`,
    );
  }
}
