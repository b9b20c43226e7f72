// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googlePasswordsNotReused = defineCheck({
  id: 'google-passwords-not-reused',
  area: 'google',
  title: 'Old passwords are not used again',
  weakness: 'Old passwords may be used again',
  severity: 'low',

  rows: ['U2', 'A4'],
  why: 'After a theft the password is changed; where the old one may come back, the stolen one works again.',
  remediation: ['Security, Authentication, Password management: "Allow password reuse" off.'],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.5.5'],
    mitigations: ['M1027', 'M1018'],
    techniques: ['T1528', 'T1110'],
    peers: {},
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.password', 'allowReuse', (value) =>
      value === true ? { summary: 'users may take a password that they had before.' } : undefined,
    ),
});
