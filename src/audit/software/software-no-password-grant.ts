// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSightings } from './judge-sightings.ts';

export const softwareNoPasswordGrant = defineCheck({
  id: 'software-no-password-grant',
  area: 'software',
  title: 'No application takes passwords to get tokens (ROPC)',
  weakness: 'Application takes the password of people to get tokens',
  severity: 'high',
  rows: ['A3', 'U5'],
  why: 'The application sees the password and keeps it somewhere; a second factor is not possible. Password sprays use the same way.',
  remediation: [
    'Use the authorization code flow with PKCE, or device code where there is no browser; for services client credentials with a certificate, or a managed identity.',
    'Switch "Allow public client flows" off in the registration, and require a second factor for all, which ends the way.',
  ],
  mappings: { mitigations: ['M1032', 'M1013', 'M1018'], techniques: ['T1528', 'T1110.003'] },
  needs: [{ kind: 'software.log' }],
  judge: (inventory) =>
    judgeSightings(
      inventory,
      'password-grant',
      ({ name, principals }) =>
        `${name} got tokens with the password of ${principals.length === 1 ? principals[0] : `${principals.length} accounts`} (ROPC).`,
    ),
});
