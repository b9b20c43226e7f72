// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googlePhoneCodesOff = defineCheck({
  id: 'google-phone-codes-off',
  area: 'google',
  title: 'Codes by text message and phone call are no second step',
  weakness: 'Codes by text message and phone call are allowed',
  severity: 'medium',

  rows: ['A4', 'U5'],
  why: 'A number is taken over by a swapped SIM, and a code is given away on the phone or typed into a phishing page.',
  remediation: [
    'Security, 2-step verification, Methods: "Any except verification codes via text, phone call", or "Only security key".',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.1.3'],
    mitigations: ['M1032', 'M1018', 'M1047'],
    peers: { prowler: ['security_2sv_enforced'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'security.two_step_verification_enforcement_factor', 'allowedSignInFactorSet', (value) =>
      /^(?:NO_TELEPHONY|PASSKEY_ONLY|PASSKEY_PLUS_(?:IP_BOUND_)?SECURITY_CODE)$/.test(String(value))
        ? undefined
        : { summary: 'codes by text message and phone call count as a second step.' },
    ),
});
