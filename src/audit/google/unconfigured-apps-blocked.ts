// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleUnconfiguredAppsBlocked = defineCheck({
  id: 'google-unconfigured-apps-blocked',
  area: 'google',
  title: 'Third-party applications that nobody configured get no access',
  weakness: 'Users may let in any third-party application',
  severity: 'high',

  rows: ['A4', 'W6', 'U8'],
  why: 'Consent phishing needs one click: an application nobody knows asks for mail, the user allows it, and the thief has a refresh token. Blocked until somebody has looked, the click does nothing.',
  remediation: [
    'Security, API controls, Settings, Unconfigured third-party apps: "Don\'t allow users to access any third-party apps".',
    'Allow requests (User requests to access unconfigured apps), so that people can ask.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.10.4'],
    mitigations: ['M1047', 'M1021', 'M1017'],
    peers: { prowler: ['security_app_access_restricted'] },
  },
  needs: [{ kind: 'google.policy' }],
  settings: {
    'allowed-levels': {
      default: ['BLOCK_ALL_SCOPES'],
      description: 'access levels that are fine',
      published: [
        'ScubaGoggles: BLOCK_ALL_SCOPES only',
        'Google: ALLOW_SIGN_IN_SCOPES_ONLY lets people sign in, without data',
      ],
    },
  },
  judge: (inventory, { settings }) =>
    judgeSetting(inventory, 'api_controls.unconfigured_third_party_apps', 'accessLevel', (value) => {
      if (settings.list('allowed-levels').includes(String(value))) return undefined;
      return value === 'ALLOW_SIGN_IN_SCOPES_ONLY'
        ? { summary: 'users may sign in to any third-party application with their account.', severity: 'low' }
        : { summary: 'users may give any third-party application access to their data.' };
    }),
});
