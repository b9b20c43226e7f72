// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { accountsSetting, breakGlassAccounts } from './break-glass.ts';
import { identitySubject } from './judge-identities.ts';
import { isStrong, isUntold, kindNotCollected, notCollected } from './second-factors.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

export const accountsBreakGlassStrong = defineCheck({
  id: 'accounts-break-glass-strong',
  area: 'accounts',
  title: 'Accounts for emergencies have a phishing-resistant second factor',
  weakness: 'Break-glass account without a phishing-resistant second factor',
  severity: 'high',
  rows: ['U5', 'A6'],
  why: 'The account is left out of many rules and has the highest role: with its password alone, a thief needs nothing else.',
  remediation: [
    'Register two security keys (FIDO2) for each break-glass account, and keep them in two safes; take all other methods off.',
  ],
  mappings: { mitigations: ['M1032', 'M1018'] },
  needs: [{ kind: 'identity' }],
  settings: { accounts: accountsSetting },
  *judge(inventory, { settings }) {
    for (const identity of breakGlassAccounts(inventory, settings.list('accounts'))) {
      if (identity.enabled === false || identity.provider === 'active-directory') continue;
      const subject = identitySubject(identity);
      if (identity.mfa === undefined) yield unknown(subject, notCollected);
      else if (!isStrong(identity.mfa) && isUntold(identity.mfa)) yield unknown(subject, kindNotCollected);
      else
        yield isStrong(identity.mfa)
          ? pass(subject)
          : fail(
              subject,
              `The break-glass account ${identity.name} (${identity.provider}) has no phishing-resistant second factor.`,
              proof(identity.where, `registered: ${identity.mfa.join(', ') || 'none'}`),
            );
    }
  },
});
