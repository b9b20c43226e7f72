// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts, lacks } from './judge-accounts.ts';
import { judgePasswordPolicies } from './judge-policies.ts';

export const adPasswordsNotReversible = defineCheck({
  id: 'ad-passwords-not-reversible',
  area: 'ad',
  title: 'No password is stored so that it can be read',
  weakness: 'Passwords are stored with reversible encryption',
  severity: 'high',
  rows: ['U2', 'U9', 'A1'],
  why: 'With reversible encryption, who may replicate the directory reads the passwords themselves, not hashes, and signs in to everything that asks for them.',
  remediation: [
    '`Set-ADDefaultDomainPasswordPolicy -Identity DOMAIN -ReversibleEncryptionEnabled $false`; for an account `Set-ADAccountControl NAME -AllowReversiblePasswordEncryption $false`.',
    'Then have the passwords changed: what is stored stays readable until then.',
  ],
  mappings: { mitigations: ['M1027', 'M1015'], techniques: ['T1528', 'T1556.005'] },
  needs: [],
  *judge(inventory) {
    if (inventory.collected('active-directory.password-policy') !== 'none') {
      yield* judgePasswordPolicies(inventory, 'reversible', (value) =>
        value
          ? { summary: 'stores passwords with reversible encryption.', note: 'reversible encryption is on' }
          : undefined,
      );
    }
    yield* judgeAccounts(inventory, (account) => {
      if (account.type === 'computer') return undefined;
      const reversible = has(account, 'reversible-password');
      if (reversible === undefined) return lacks.flags;
      const subject = accountSubject(account);
      return reversible
        ? fail(
            subject,
            `The password of ${account.name} is stored with reversible encryption.`,
            proof(account.where, 'userAccountControl has ENCRYPTED_TEXT_PWD_ALLOWED (0x80)'),
          )
        : pass(subject);
    });
  },
});
