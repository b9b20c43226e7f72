// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleAdvancedProtectionOpen = defineCheck({
  id: 'google-advanced-protection-open',
  area: 'google',
  title: 'People at risk can enrol in advanced protection',
  weakness: 'Nobody can enrol in advanced protection',
  severity: 'low',

  rows: ['A4', 'U5'],
  why: 'Advanced Protection lets third-party applications read mail and files only if they are trusted, and signs in with keys only: it ends consent phishing for who is in it.',
  remediation: [
    'Security, Advanced Protection Program: "Enable user enrollment", and "Do not allow users to generate security codes"; enrol administrators and executives.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.9.1'],
    mitigations: ['M1032', 'M1018'],
    peers: { prowler: ['security_advanced_protection_configured'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(
      inventory,
      'security.advanced_protection_program',
      'enableAdvancedProtectionSelfEnrollment',
      (value, policy) => {
        if (value !== true) return { summary: 'users cannot enrol in the Advanced Protection Program.' };
        return policy.value.securityCodeOption === 'ALLOWED_WITH_REMOTE_ACCESS'
          ? {
              summary: 'people in the Advanced Protection Program may make security codes that work anywhere.',
              note: 'securityCodeOption',
            }
          : undefined;
      },
    ),
});
