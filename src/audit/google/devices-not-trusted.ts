// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleDevicesNotTrusted = defineCheck({
  id: 'google-devices-not-trusted',
  area: 'google',
  title: 'The second step is asked for on every sign-in',
  weakness: 'Devices are trusted and skip the second step',
  severity: 'low',

  rows: ['A4', 'U5'],
  why: 'The cookie of a trusted device, copied with the rest of the browser, makes the password enough.',
  remediation: ['Security, 2-step verification, Frequency: "Allow user to trust the device" off.'],
  mappings: { mitigations: ['M1032', 'M1018', 'M1047'], peers: { prowler: ['security_2sv_enforced'] } },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.two_step_verification_device_trust', 'allowTrustingDevice', (value) =>
      value === true
        ? { summary: 'users may trust a device, which is then never asked for the second step.' }
        : undefined,
    ),
});
