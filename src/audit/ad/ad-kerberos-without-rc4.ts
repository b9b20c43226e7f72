// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { accountSubject, has, judgeAccounts } from './judge-accounts.ts';
import { judgePolicies } from './judge-policies.ts';

const value =
  'machine\\software\\microsoft\\windows\\currentversion\\policies\\system\\kerberos\\parameters\\supportedencryptiontypes';
const weak = 0x1 | 0x2 | 0x4;
const aes = 0x8 | 0x10;

/** In words: which of the weak kinds a mask allows. */
function weakOf(mask: number): string {
  return [(mask & 0x3) === 0 ? '' : 'DES', (mask & 0x4) === 0 ? '' : 'RC4'].filter((it) => it !== '').join(' and ');
}

export const adKerberosWithoutRc4 = defineCheck({
  id: 'ad-kerberos-without-rc4',
  area: 'ad',
  title: 'Kerberos uses AES, not RC4 or DES',
  weakness: 'Kerberos tickets with RC4 or DES',
  severity: 'medium',
  rows: ['A1', 'A3', 'U9'],
  why: 'Tickets encrypted with RC4 are cracked a thousand times faster than with AES, and the key is the password hash itself: who has one has the other.',
  remediation: [
    'For accounts: `Set-ADUser NAME -KerberosEncryptionType AES128,AES256` and change the password once, so that AES keys exist.',
    'For machines: "Network security: Configure encryption types allowed for Kerberos" in a GPO, AES128, AES256 and future types only.',
    'Before, look for RC4 in events 4768 and 4769 (ticket encryption type 0x17).',
  ],
  mappings: { mitigations: ['M1041', 'M1015'], techniques: ['T1558.003'] },
  needs: [{ kind: 'active-directory.account' }],
  *judge(inventory) {
    yield* judgeAccounts(inventory, (account) => {
      const subject = accountSubject(account);
      if (has(account, 'des-only') === true) {
        return fail(
          subject,
          `${account.name} uses DES keys only for Kerberos.`,
          proof(account.where, 'userAccountControl has USE_DES_KEY_ONLY (0x200000)'),
        );
      }
      // Only what has service tickets of its own matters; people get theirs by the settings of the domain.
      if ((account.spns?.length ?? 0) === 0 || account.name.toLowerCase() === 'krbtgt') return undefined;
      if (account.encryption === undefined || account.encryption === 0) {
        return account.type === 'computer'
          ? undefined
          : 'msDS-SupportedEncryptionTypes is not set: the default of the domain controllers counts (DefaultDomainSupportedEncTypes in their registry)';
      }
      return (account.encryption & weak) === 0 && (account.encryption & aes) !== 0
        ? pass(subject)
        : fail(
            subject,
            `Tickets to ${account.name} may be encrypted with ${weakOf(account.encryption) || 'no AES'}.`,
            proof(account.where, `msDS-SupportedEncryptionTypes is ${account.encryption}`),
          );
    });
    const set = inventory.of('active-directory.policy').some((it) => Object.hasOwn(it.registry, value));
    if (!set) return;
    yield* judgePolicies(
      inventory,
      (policy) => policy.registry[value],
      '',
      (text) => {
        const mask = Number(text.replace(/^\d+,/, ''));
        return (mask & weak) === 0
          ? undefined
          : { summary: `allows ${weakOf(mask)} for Kerberos.`, note: `SupportedEncryptionTypes is ${mask}` };
      },
    );
  },
});
