// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, oauthApps, place } from './okta-index.ts';

const grant = 'urn:ietf:params:oauth:grant-type:device_code';

export const oktaDeviceGrantOff = defineCheck({
  id: 'okta-device-grant-off',
  area: 'okta',
  title: 'No application uses the device authorization grant',
  weakness: 'Application with the device authorization grant',
  severity: 'medium',
  rows: ['A4', 'U10'],
  why: 'The thief starts a device sign-in and sends the code to the victim, who types it in at the real Okta: the tokens arrive at the device of the thief, past every factor.',
  remediation: [
    'Applications, the application, General, Grant type: take Device Authorization away.',
    'Where a device really has no browser: name the application in `allowed-apps`, and limit its users and network.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1017'], peers: {} },
  needs: [{ kind: 'okta.app' }],
  settings: {
    'allowed-apps': { default: [], description: 'ids or labels of applications on devices without a browser' },
  },
  *judge(inventory, { settings }) {
    const allowed = new Set(settings.list('allowed-apps'));
    for (const app of oauthApps(inventory)) {
      const subject = appSubject(app);
      if (app.grantTypes === undefined) yield unknown(subject, 'the export has no settings.oauthClient.grant_types');
      else if (!app.grantTypes.includes(grant) || allowed.has(app.label) || allowed.has(app.appId)) yield pass(subject);
      else {
        yield fail(
          subject,
          `"${app.label}" may use device codes, which can be phished.`,
          place(app, 'device_code', 'settings', 'oauthClient', 'grant_types'),
        );
      }
    }
  },
});
