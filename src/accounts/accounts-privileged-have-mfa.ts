// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isPrivileged, judgeIdentities } from './judge-identities.ts';
import { canHaveMfa, notCollected } from './second-factors.ts';
import { fail, pass, proof } from './verdict.ts';

export const accountsPrivilegedHaveMfa = defineCheck({
  id: 'accounts-privileged-have-mfa',
  area: 'accounts',
  title: 'Every privileged person has a second factor',
  weakness: 'Privileged account without a second factor',
  severity: 'critical',
  rows: ['U5', 'A4'],
  why: 'With the password alone a thief is an administrator, consents to any application for everybody, and makes tokens that outlive the next change of the password.',
  remediation: [
    'Have the person register a security key or passkey today; until then take the roles away.',
    'Entra: require it by conditional access for directory roles; Google: enforce 2-step verification for the organisational unit of administrators; GitHub: require two-factor authentication for the organisation; AWS: attach a device and deny without `aws:MultiFactorAuthPresent`.',
  ],
  mappings: {
    scuba: ['MS.AAD.3.2'],
    mitigations: ['M1032', 'M1018', 'M1026'],
    peers: { scubagear: ['MS.AAD.3.2'] },
  },
  needs: [{ kind: 'identity' }],
  judge: (inventory) =>
    judgeIdentities(inventory, canHaveMfa, (identity) => {
      const privileged = isPrivileged(identity) === true || (identity.eligibleRoles?.length ?? 0) > 0;
      if (!privileged) return undefined;
      if (identity.mfa === undefined) return notCollected;
      const subject = identitySubject(identity);
      const roles = [...(identity.roles ?? []), ...(identity.eligibleRoles ?? [])];
      return identity.mfa.length > 0
        ? pass(subject)
        : fail(
            subject,
            `${identity.name} (${identity.provider}) is ${roles.slice(0, 3).join(', ')} and has no second factor.`,
            proof(identity.where, 'no second factor is registered'),
          );
    }),
});
