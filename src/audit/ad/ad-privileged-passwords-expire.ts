// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, isPrivileged, judgeAccounts, lacks, privilegeOf } from './judge-accounts.ts';

export const adPrivilegedPasswordsExpire = defineCheck({
  id: 'ad-privileged-passwords-expire',
  area: 'ad',
  title: 'Passwords of privileged accounts expire',
  weakness: 'Privileged account whose password never expires',
  severity: 'medium',
  rows: ['U2', 'U9', 'A1'],
  why: 'A password of an administrator that was taken once opens the domain until somebody thinks of changing it, and most often nobody does.',
  remediation: [
    '`Set-ADUser NAME -PasswordNeverExpires $false`; for services use managed accounts, which change theirs by themselves.',
    'Keep break-glass accounts out by the setting `except`, and change their passwords after each use.',
  ],
  mappings: { mitigations: ['M1027', 'M1026'] },
  needs: [{ kind: 'active-directory.account' }],
  settings: {
    except: {
      default: [] as readonly string[],
      description: 'account names that may have such a password: break-glass accounts',
    },
  },
  *judge(inventory, { settings }) {
    const except = new Set(settings.list('except').map((it) => it.toLowerCase()));
    yield* judgeAccounts(inventory, (account) => {
      if (account.type !== 'user') return undefined;
      const privileged = isPrivileged(account);
      const never = has(account, 'password-never-expires');
      if (privileged === false) return undefined;
      if (never === undefined) return lacks.flags;
      const subject = accountSubject(account);
      if (!never || except.has(account.name.toLowerCase())) return privileged === true ? pass(subject) : undefined;
      if (privileged === undefined) return lacks.membership;
      return fail(
        subject,
        `The password of ${account.name}, ${privilegeOf(account)}, never expires.`,
        proof(account.where, 'userAccountControl has DONT_EXPIRE_PASSWORD (0x10000)'),
      );
    });
  },
});
