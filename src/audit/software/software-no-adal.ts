// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSightings } from './judge-sightings.ts';

export const softwareNoAdal = defineCheck({
  id: 'software-no-adal',
  area: 'software',
  title: 'No application signs people in with ADAL',
  weakness: 'Application uses the library ADAL, which is no longer supported',
  severity: 'medium',
  rows: ['A3'],
  why: 'ADAL has had no fixes since 2023: it knows neither claims challenges, nor continuous access evaluation, nor bound tokens, so that a token stolen from it works to its end.',
  remediation: [
    'Renew the application with MSAL: https://learn.microsoft.com/entra/identity-platform/msal-migration. For software that you buy, ask for a version that uses it.',
  ],
  mappings: { mitigations: ['M1051', 'M1013'] },
  needs: [{ kind: 'software.log' }],
  judge: (inventory) =>
    judgeSightings(
      inventory,
      'adal',
      ({ name, details }) =>
        `${name} signs people in with ${details.slice(0, 3).join(', ')}, which is no longer supported.`,
    ),
});
