// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting, seconds } from './google-index.ts';

export const googlePasswordsDoNotExpire = defineCheck({
  id: 'google-passwords-do-not-expire',
  area: 'google',
  title: 'Passwords do not expire by the calendar',
  weakness: 'Passwords expire by the calendar',
  severity: 'informational',

  rows: ['U2', 'A4'],
  why: 'People who must change a password each month take the next number: it gets easier to guess, and stolen sessions live on untouched.',
  remediation: ['Security, Authentication, Password management, Expiration: "Never expires".'],
  mappings: { scuba: ['GWS.COMMONCONTROLS.5.6'], mitigations: ['M1027'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.password', 'expirationDuration', (value) => {
      const length = seconds(value);
      return length === undefined || length === 0
        ? undefined
        : { summary: `passwords expire after ${Math.round(length / 86_400)} days.` };
    }),
});
