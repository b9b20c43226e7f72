// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleInternalAppsNotTrusted = defineCheck({
  id: 'google-internal-apps-not-trusted',
  area: 'google',
  title: 'Applications of the organisation are not trusted without a look',
  weakness: 'Every application of the organisation is trusted',
  severity: 'medium',

  rows: ['A4', 'W6'],
  why: 'A project that any employee makes in the cloud console counts as internal. If those are trusted, a script of one person, or of who took their account, may ask for all data of all users without a warning.',
  remediation: [
    'Security, API controls, Settings, Internal apps: "Trust internal apps" off.',
    'Configure the ones that are needed in App access control.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.10.3'],
    mitigations: ['M1047', 'M1021'],
    peers: { prowler: ['security_internal_apps_trusted'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'api_controls.internal_apps', 'trustInternalApps', (value) =>
      value === true ? { summary: 'applications that the organisation made are trusted with every scope.' } : undefined,
    ),
});
