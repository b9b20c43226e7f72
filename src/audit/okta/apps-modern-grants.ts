// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, oauthApps, place } from './okta-index.ts';

const reasons: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit puts tokens into URLs, from where history, logs and referrers give them away'],
  ['password', 'password hands the passwords of users to the application, and goes around second factors'],
]);

export const oktaAppsModernGrants = defineCheck({
  id: 'okta-apps-modern-grants',
  area: 'okta',
  title: 'Applications use neither the implicit nor the password grant',
  weakness: 'Application with an outdated grant',
  severity: 'medium',
  rows: ['A3', 'A4', 'U10'],
  why: 'The implicit grant puts access tokens into URLs; the password grant lets an application, or who sits in it, collect passwords and sign in without a second factor. OAuth 2.1 has neither.',
  remediation: [
    'Applications, the application, General, Grant type: Authorization Code with PKCE only.',
    'Or: `PUT /api/v1/apps/ID` with `settings.oauthClient.grant_types` without implicit and password.',
  ],
  mappings: { mitigations: ['M1047', 'M1013'], peers: {} },
  needs: [{ kind: 'okta.app' }],
  *judge(inventory) {
    for (const app of oauthApps(inventory)) {
      const subject = appSubject(app);
      if (app.grantTypes === undefined) {
        yield unknown(subject, 'the export has no settings.oauthClient.grant_types');
        continue;
      }
      const old = app.grantTypes.filter((it) => reasons.has(it));
      yield old.length === 0
        ? pass(subject)
        : fail(
            subject,
            `"${app.label}" may use outdated grants: ${old.map((it) => reasons.get(it)).join('; ')}.`,
            place(app, old.join(', '), 'settings', 'oauthClient', 'grant_types'),
          );
    }
  },
});
