// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleMarketplaceAllowlisted = defineCheck({
  id: 'google-marketplace-allowlisted',
  area: 'google',
  title: 'Only applications on the list are installed from the Marketplace',
  weakness: 'Users install any Marketplace application',
  severity: 'medium',

  rows: ['A4', 'A7', 'W6', 'W7'],
  why: 'A Marketplace application gets its scopes when it is installed, and its maker may be bought or broken into later. A list means that somebody looked.',
  remediation: [
    'Apps, Google Workspace Marketplace apps, Settings: "Allow users to install and run only selected apps".',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.11.1'],
    mitigations: ['M1047', 'M1021'],
    peers: { prowler: ['marketplace_apps_access_restricted'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'workspace_marketplace.apps_access_options', 'accessLevel', (value, policy) => {
      if (value === 'ALLOW_NONE') return undefined;
      if (value !== 'ALLOW_LISTED_APPS') return { summary: 'users may install any application of the Marketplace.' };
      return policy.value.allowAllInternalApps === true
        ? {
            summary: 'users may install any internal application, also what is not on the list.',
            note: 'allowAllInternalApps is true',
            severity: 'low',
          }
        : undefined;
    }),
});
