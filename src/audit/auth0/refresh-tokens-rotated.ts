// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isPublic, judgeClients } from './auth0-index.ts';

export const auth0RefreshTokensRotated = defineCheck({
  id: 'auth0-refresh-tokens-rotated',
  area: 'auth0',
  title: 'Refresh tokens of public applications rotate',
  weakness: 'Refresh tokens of a public application do not rotate',
  severity: 'high',
  rows: ['A4'],
  why: 'A browser or mobile application cannot keep a secret, so its refresh token is all that is needed. With rotation the second use of a stolen one is noticed, and ends the whole family.',
  remediation: [
    'Applications, the application, Settings, Refresh Token Rotation: on, with an overlap of a few seconds.',
    'Or: `PATCH /api/v2/clients/ID` with `{"refresh_token":{"rotation_type":"rotating","expiration_type":"expiring","leeway":0}}`.',
  ],
  mappings: { mitigations: ['M1047', 'M1013'], peers: {} },
  needs: [{ kind: 'auth0.client' }],
  settings: { 'leeway-seconds': { default: 60, description: 'seconds in which a used refresh token may still work' } },
  judge: (inventory, { settings }) =>
    judgeClients(inventory, (client) => {
      if (!isPublic(client) || (client.grantTypes !== undefined && !client.grantTypes.includes('refresh_token')))
        return 'skip';
      if (client.rotation === undefined)
        return 'the export does not say whether refresh tokens rotate (refresh_token.rotation_type)';
      if (client.rotation !== 'rotating') {
        return {
          summary: `A refresh token stolen from the public application "${client.name}" works as long as the user's own.`,
          note: `rotation_type is ${client.rotation}`,
          path: ['refresh_token', 'rotation_type'],
        };
      }
      return (client.leeway ?? 0) > settings.number('leeway-seconds')
        ? {
            summary: `A used refresh token of "${client.name}" still works for ${client.leeway} seconds, so its second use is not noticed.`,
            note: `leeway is ${client.leeway}`,
            path: ['refresh_token', 'leeway'],
            severity: 'low',
          }
        : undefined;
    }),
});
