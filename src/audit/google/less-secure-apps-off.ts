// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleLessSecureAppsOff = defineCheck({
  id: 'google-less-secure-apps-off',
  area: 'google',
  title: 'Applications cannot sign in with a password alone',
  weakness: 'Less secure apps are allowed',
  severity: 'high',

  rows: ['A3', 'A4'],
  why: 'Old protocols take the password and never ask for a second step: a sprayed password opens the mailbox.',
  remediation: ['Security, Less secure apps: "Disable access to less secure apps (Recommended)".'],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.10.5'],
    mitigations: ['M1047', 'M1018'],
    peers: { prowler: ['security_less_secure_apps_disabled'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.less_secure_apps', 'allowLessSecureApps', (value) =>
      value === true ? { summary: 'users may allow applications to sign in with the password alone.' } : undefined,
    ),
});
