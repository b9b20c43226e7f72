// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isPrivileged, judgeIdentities } from './judge-identities.ts';
import { canHaveMfa, isStrong, isUntold, isWeak, kindNotCollected, notCollected } from './second-factors.ts';
import { fail, pass, proof } from './verdict.ts';

export const accountsMfaNotByPhone = defineCheck({
  id: 'accounts-mfa-not-by-phone',
  area: 'accounts',
  title: 'Second factors are more than a telephone number, and phishing-resistant for privileged people',
  weakness: 'Second factor that can be passed on or taken over',
  severity: 'medium',
  rows: ['U5', 'A4'],
  why: 'Codes by text message or mail are read with a stolen number or mailbox, and a page in the middle passes any code on, and keeps the session token. Only keys that are bound to the site resist.',
  remediation: [
    'Give privileged people a security key or passkey, and require phishing-resistant strength by conditional access for their roles.',
    'For all others register the authenticator app, then take text messages and mail off the allowed methods.',
  ],
  mappings: {
    scuba: ['MS.AAD.3.1', 'MS.AAD.3.6', 'GWS.COMMONCONTROLS.1.1'],
    mitigations: ['M1032', 'M1018'],
    peers: { scubagear: ['MS.AAD.3.1', 'MS.AAD.3.6'], scubagoggles: ['GWS.COMMONCONTROLS.1.1'] },
  },
  needs: [{ kind: 'identity' }],
  judge: (inventory) =>
    judgeIdentities(
      inventory,
      (it) => canHaveMfa(it) && it.type === 'user',
      (identity) => {
        if (identity.mfa === undefined) return notCollected;
        // None at all is the weakness of another check.
        if (identity.mfa.length === 0) return undefined;
        const subject = identitySubject(identity);
        const privileged = isPrivileged(identity) === true || (identity.eligibleRoles?.length ?? 0) > 0;
        const enough = privileged
          ? isStrong(identity.mfa)
          : identity.mfa.some((it) => it !== 'unknown' && !isWeak([it]));
        if (!enough && isUntold(identity.mfa)) return kindNotCollected;
        if (privileged && !isStrong(identity.mfa)) {
          return fail(
            subject,
            `${identity.name} (${identity.provider}) is privileged and has no phishing-resistant second factor, only ${identity.mfa.join(', ')}.`,
            proof(identity.where, `registered: ${identity.mfa.join(', ')}`),
            { severity: 'high' },
          );
        }
        return isWeak(identity.mfa)
          ? fail(
              subject,
              `${identity.name} (${identity.provider}) has only ${identity.mfa.join(' and ')} as second factor.`,
              proof(identity.where, `registered: ${identity.mfa.join(', ')}`),
            )
          : pass(subject);
      },
    ),
});
