// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSightings } from './judge-sightings.ts';

export const softwareNoLegacyAuthentication = defineCheck({
  id: 'software-no-legacy-authentication',
  area: 'software',
  title: 'Nobody signs in by a protocol without a second factor',
  weakness: 'Sign-in by a legacy protocol',
  severity: 'high',
  rows: ['A3', 'U5'],
  why: 'IMAP, POP, SMTP and their like take a password and nothing else. A sprayed password is enough there, whatever second factor the person has.',
  remediation: [
    'Move the client to modern authentication; for devices that send mail use a connector or OAuth for SMTP.',
    'Block the rest by conditional access: a policy with client apps "Exchange ActiveSync clients" and "Other clients", grant: block, for all users.',
  ],
  mappings: {
    scuba: ['MS.AAD.1.1'],
    mitigations: ['M1032', 'M1042', 'M1018'],
    techniques: ['T1110.003'],
    peers: { scubagear: ['MS.AAD.1.1'] },
  },
  needs: [{ kind: 'software.log' }],
  judge: (inventory) =>
    judgeSightings(
      inventory,
      'legacy-protocol',
      ({ name, details, principals }) =>
        `${principals.length === 1 ? principals[0] : `${principals.length} accounts`} signed in with ${details.slice(0, 3).join(', ')} (${name}), which knows no second factor.`,
    ),
});
