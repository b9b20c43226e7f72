// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { duration, judgeClients } from './auth0-index.ts';

export const auth0RefreshTokensExpire = defineCheck({
  id: 'auth0-refresh-tokens-expire',
  area: 'auth0',
  title: 'Refresh tokens come to an end',
  weakness: 'Refresh tokens without an end',
  severity: 'medium',
  rows: ['A4'],
  why: 'A stolen refresh token makes access tokens without the user. Without an end it does so for years.',
  remediation: [
    'Applications, the application, Settings, Refresh Token Expiration: "Set Maximum Refresh Token Lifetime" and "Set Idle Refresh Token Lifetime".',
    'Or: `PATCH /api/v2/clients/ID` with `{"refresh_token":{"expiration_type":"expiring","infinite_token_lifetime":false,"token_lifetime":2592000}}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.client' }],
  settings: {
    days: {
      default: 90,
      description: 'the longest life of a refresh token in days',
      published: ['Auth0: 30 days is its default'],
    },
  },
  judge: (inventory, { settings }) =>
    judgeClients(inventory, (client) => {
      if (client.grantTypes !== undefined && !client.grantTypes.includes('refresh_token')) return 'skip';
      if (client.expiration === undefined)
        return 'the export does not say whether refresh tokens end (refresh_token.expiration_type)';
      const most = settings.number('days') * 86_400;
      if (client.expiration === 'expiring' && client.refreshSeconds === undefined) {
        return 'the export does not say when refresh tokens end (refresh_token.token_lifetime)';
      }
      const life = client.refreshSeconds ?? 0;
      if (client.expiration === 'expiring' && life > 0 && life <= most) return undefined;
      const how = client.expiration === 'expiring' && life > 0 ? `live ${duration(life)}` : 'never end';
      return {
        summary: `Refresh tokens of "${client.name}" ${how}; at most ${duration(most)} are expected.`,
        note: `expiration_type is ${client.expiration}`,
        path: ['refresh_token', client.expiration === 'expiring' ? 'token_lifetime' : 'expiration_type'],
      };
    }),
});
