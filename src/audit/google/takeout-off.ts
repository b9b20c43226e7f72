// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleTakeoutOff = defineCheck({
  id: 'google-takeout-off',
  area: 'google',
  title: 'Nobody takes all their data out with Takeout',
  weakness: 'Takeout is on',
  severity: 'low',

  rows: ['A4'],
  why: 'Takeout copies everything of an account into one file, as a copy to another cloud each month if told so: a stolen session for an hour becomes all data.',
  remediation: [
    'Account, Google Takeout: "Block data download" (services without an individual control off), for all units.',
  ],
  mappings: { scuba: ['GWS.COMMONCONTROLS.12.1'], mitigations: ['M1047'], techniques: ['T1528', 'T1567'], peers: {} },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'takeout.service_status', 'serviceState', (value) =>
      value === 'DISABLED' ? undefined : { summary: 'users may download all their data with Takeout.' },
    ),
});
