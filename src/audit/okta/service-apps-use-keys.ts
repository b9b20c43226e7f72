// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, oauthApps, place } from './okta-index.ts';

export const oktaServiceAppsUseKeys = defineCheck({
  id: 'okta-service-apps-use-keys',
  area: 'okta',
  title: 'Applications that act by themselves prove it with a key',
  weakness: 'Service application with a secret',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'A client secret is sent with each request and lies in configuration, logs and pipelines; who reads it is the application. A private key never leaves its place.',
  remediation: [
    'Applications, the application, General, Client authentication: "Public key / Private key".',
    'Or: `PUT /api/v1/apps/ID` with `credentials.oauthClient.token_endpoint_auth_method` private_key_jwt and `settings.oauthClient.jwks`.',
  ],
  mappings: { mitigations: ['M1047', 'M1013', 'M1041'], peers: {} },
  needs: [{ kind: 'okta.app' }],
  *judge(inventory) {
    for (const app of oauthApps(inventory)) {
      const alone = app.type === 'service' || app.grantTypes?.includes('client_credentials') === true;
      if (!alone) continue;
      const subject = appSubject(app);
      if (app.authentication === undefined) {
        yield unknown(subject, 'the export has no credentials.oauthClient.token_endpoint_auth_method');
      } else if (app.authentication === 'private_key_jwt') yield pass(subject);
      else {
        yield fail(
          subject,
          `"${app.label}" signs in by itself with a client secret.`,
          place(app, app.authentication, 'credentials', 'oauthClient', 'token_endpoint_auth_method'),
        );
      }
    }
  },
});
