// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, oauthApps, place } from './okta-index.ts';

export const oktaRefreshTokensRotated = defineCheck({
  id: 'okta-refresh-tokens-rotated',
  area: 'okta',
  title: 'Refresh tokens of public clients rotate',
  weakness: 'Refresh tokens of a public client do not rotate',
  severity: 'high',
  rows: ['A4', 'U10'],
  why: 'A browser or mobile application cannot keep a secret, so its refresh token is all that is needed. With rotation the second use of a stolen one is noticed, and ends the whole family.',
  remediation: [
    'Applications, the application, General, Refresh token: "Rotate token after every use".',
    'Or: `PUT /api/v1/apps/ID` with `settings.oauthClient.refresh_token.rotation_type` ROTATE.',
  ],
  mappings: { mitigations: ['M1047', 'M1013'], peers: {} },
  needs: [{ kind: 'okta.app' }],
  *judge(inventory) {
    for (const app of oauthApps(inventory)) {
      if (app.grantTypes?.includes('refresh_token') !== true) continue;
      const isPublic = app.authentication === 'none' || app.type === 'browser' || app.type === 'native';
      if (!isPublic) continue;
      const subject = appSubject(app);
      if (app.rotation === undefined) {
        yield unknown(subject, 'the export does not say whether refresh tokens rotate (refresh_token.rotation_type)');
      } else if (app.rotation === 'ROTATE') yield pass(subject);
      else {
        yield fail(
          subject,
          `A refresh token stolen from the public client "${app.label}" works as long as the user's own.`,
          place(app, `rotation_type is ${app.rotation}`, 'settings', 'oauthClient', 'refresh_token'),
        );
      }
    }
  },
});
