// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isPrivileged, judgeIdentities } from './judge-identities.ts';
import { canHaveMfa, notCollected } from './second-factors.ts';
import { fail, pass, proof } from './verdict.ts';

export const accountsEveryoneHasMfa = defineCheck({
  id: 'accounts-everyone-has-mfa',
  area: 'accounts',
  title: 'Everybody has a second factor',
  weakness: 'Account without a second factor',
  severity: 'medium',
  rows: ['U5', 'A4'],
  why: "A sprayed or phished password alone gives a session and its tokens. And whoever signs in first to an account without a factor registers one, which is then the thief's.",
  remediation: [
    'Require a second factor for all, and let people register it only from a trusted place.',
    'Prefer passkeys or an authenticator app over text messages.',
  ],
  mappings: {
    scuba: ['MS.AAD.3.2'],
    mitigations: ['M1032', 'M1018'],
    peers: { scubagear: ['MS.AAD.3.2'] },
  },
  needs: [{ kind: 'identity' }],
  judge: (inventory) =>
    // Privileged accounts have a check of their own; guests bring the factor of their home.
    judgeIdentities(
      inventory,
      (it) => canHaveMfa(it) && it.type === 'user',
      (identity) => {
        if (isPrivileged(identity) === true || (identity.eligibleRoles?.length ?? 0) > 0) return undefined;
        if (identity.mfa === undefined) return notCollected;
        const subject = identitySubject(identity);
        return identity.mfa.length > 0
          ? pass(subject)
          : fail(
              subject,
              `${identity.name} (${identity.provider}) has no second factor.`,
              proof(identity.where, 'no second factor is registered'),
            );
      },
    ),
});
