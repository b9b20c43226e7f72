// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleTwoStepEnforced = defineCheck({
  id: 'google-two-step-enforced',
  area: 'google',
  title: 'The second step is enforced',
  weakness: 'The second step is not enforced',
  severity: 'high',

  rows: ['A4', 'U5'],
  why: 'Where the second step is a choice, the accounts without one are those that get phished, and a password is enough to consent to anything.',
  remediation: ['Security, Authentication, 2-step verification: Enforcement "On", for the whole organisation.'],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.1.1'],
    mitigations: ['M1032', 'M1018', 'M1047'],
    peers: { prowler: ['security_2sv_enforced'] },
  },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory, { now }) =>
    judgeSetting(inventory, 'security.two_step_verification_enforcement', 'enforcedFrom', (value) => {
      const from = Date.parse(String(value));
      // Not enforced is told as the first second of 1970.
      if (Number.isNaN(from) || from <= 0) return { summary: 'a second step is not enforced.' };
      return from > now
        ? { summary: `a second step is enforced only from ${String(value).slice(0, 10)}.`, severity: 'low' }
        : undefined;
    }),
});
