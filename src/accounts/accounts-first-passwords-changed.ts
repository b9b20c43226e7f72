// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { identitySubject, isHuman, judgeIdentities } from './judge-identities.ts';
import { day, daysSince, fail, pass, proof } from './verdict.ts';

/** Providers that keep passwords, and say when they were changed. */
const passwords: readonly Identity['provider'][] = ['active-directory', 'entra', 'okta', 'google', 'aws', 'auth0'];
const dayLength = 86_400_000;

export const accountsFirstPasswordsChanged = defineCheck({
  id: 'accounts-first-passwords-changed',
  area: 'accounts',
  title: 'The first password of an account was changed by its owner',
  weakness: 'Account with its first password',
  severity: 'medium',
  confidence: 'medium',
  rows: ['U2', 'A6'],
  why: 'The first password was chosen by somebody else, sent by mail or follows a pattern. Who knows the pattern signs in to all accounts that still have it.',
  remediation: [
    'Have it changed at the next sign-in: Active Directory `Set-ADUser NAME -ChangePasswordAtLogon $true`; Entra `PATCH /users/{id} {"passwordProfile": {"forceChangePasswordNextSignIn": true}}`; better, give a temporary access pass for a passkey.',
  ],
  mappings: { mitigations: ['M1027', 'M1018'] },
  needs: [{ kind: 'identity' }],
  settings: { days: { default: 30, description: 'age from which on an account must have a password of its own' } },
  judge: (inventory, { settings, now }) =>
    judgeIdentities(
      inventory,
      (it) => isHuman(it) && it.type === 'user' && it.breakGlass !== true && passwords.includes(it.provider),
      (identity) => {
        if (identity.created === undefined || daysSince(identity.created, now) <= settings.number('days')) {
          return identity.created === undefined ? 'when accounts were made was not collected' : undefined;
        }
        if (identity.passwordChanged === undefined) return 'when passwords were changed was not collected';
        const subject = identitySubject(identity);
        return Date.parse(identity.passwordChanged) - Date.parse(identity.created) > dayLength / 24
          ? pass(subject)
          : fail(
              subject,
              `${identity.name} (${identity.provider}) still has the password that the account was made with on ${day(identity.created)}.`,
              proof(identity.where, `made ${identity.created}, password set ${identity.passwordChanged}`),
            );
      },
    ),
});
