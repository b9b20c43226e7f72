// SPDX-License-Identifier: Apache-2.0
import { daysSince, fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { askedOf, findUser, isAdmin, place } from './google-index.ts';

export const googleAppPasswordsAbsent = defineCheck({
  id: 'google-app-passwords-absent',
  area: 'google',
  title: 'Nobody has application passwords',
  weakness: 'Application password',
  severity: 'medium',
  rows: ['A3', 'A4', 'U3'],
  why: 'An application password signs in to mail over IMAP and SMTP without the second step, never ends, and lies in the settings of old programs.',
  remediation: [
    'Withdraw it: `DELETE https://admin.googleapis.com/admin/directory/v1/users/USER/asps/CODE_ID`, or `gam user USER delete asps all`.',
    'Move the program to OAuth; scanners and printers to the SMTP relay.',
    'Security keys as the only second step (Security, 2-step verification) make new ones impossible.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1032'], peers: {} },
  needs: [{ kind: 'google.app-password' }, { kind: 'google.user' }],
  *judge(inventory, { now }) {
    const byUser = Map.groupBy(
      inventory.of('google.app-password'),
      (it) => findUser(inventory, it.user)?.email ?? it.user,
    );
    const asked = askedOf(inventory, 'google.app-password');
    for (const user of inventory.of('google.user')) {
      const passwords = byUser.get(user.email) ?? [];
      byUser.delete(user.email);
      const subject = { kind: 'user', id: user.id, name: user.email };
      if (passwords.length === 0 || user.suspended === true) {
        yield asked(user) || user.suspended === true
          ? pass(subject)
          : unknown(subject, `the application passwords of ${user.email} were not collected`);
        continue;
      }
      const list = passwords.map((it) => {
        const age = it.created === undefined ? '' : `, ${daysSince(it.created, now)} days old`;
        const use =
          it.lastUsed === undefined ? (it.useKnown ? ', never used' : '') : `, last used ${it.lastUsed.slice(0, 10)}`;
        return `"${it.name}"${age}${use}`;
      });
      yield fail(
        subject,
        `${user.email}${isAdmin(user) ? ', an administrator,' : ''} has ${passwords.length === 1 ? 'an application password' : `${passwords.length} application passwords`}: ${list.slice(0, 3).join('; ')}.`,
        passwords.slice(0, 10).map((it) => place(it, it.name)),
        isAdmin(user) ? { severity: 'high' } : {},
      );
    }
    for (const [user, passwords] of byUser) {
      yield fail(
        { kind: 'user', id: `google:user:${user}`, name: user },
        `${user} has ${passwords.length === 1 ? 'an application password' : `${passwords.length} application passwords`}.`,
        passwords.slice(0, 10).map((it) => place(it, it.name)),
      );
    }
  },
});
