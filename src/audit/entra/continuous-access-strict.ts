// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl } from './access-policies.ts';

export const entraContinuousAccessStrict = defineCheck({
  id: 'entra-continuous-access-strict',
  area: 'entra',
  title: 'Tokens end when their holder leaves the allowed network',
  weakness: 'A stolen token works from other networks until it runs out',
  severity: 'low',
  rows: ['A4'],
  why: 'Continuous access evaluation ends a token within minutes when something changes. In its strict form a token is refused at once where it is used from an address that no policy allows, which is just what a thief does.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, a policy with your trusted networks, session control "Customize continuous access evaluation: Strictly enforce location policies".',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'enforces locations strictly for tokens already given',
      matches: (policy) =>
        policy.continuousAccess === 'strictLocation' || policy.continuousAccess === 'strictEnforcement',
      cover: { users: 'all', apps: 'some', may: ['locations'] },
    });
  },
});
