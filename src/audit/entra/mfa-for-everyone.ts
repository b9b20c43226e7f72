// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl, securityDefaultsOn, wantsMfa } from './access-policies.ts';
import { entraIndex } from './entra-index.ts';

export const entraMfaForEveryone = defineCheck({
  id: 'entra-mfa-for-everyone',
  area: 'entra',
  title: 'Everyone signs in with a second factor',
  weakness: 'Not everyone needs a second factor to sign in',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: 'A password alone is the cheapest way to a token: it is guessed, bought or phished, and what it gives is a refresh token that lasts.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target all users and all resources; grant "Require authentication strength: Multifactor authentication".',
  ],
  mappings: { scuba: ['MS.AAD.3.2'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.3.2'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    if (securityDefaultsOn(inventory)) {
      yield { status: 'pass', subject: entraIndex(inventory).tenant };
      return;
    }
    yield* judgeControl(inventory, {
      what: 'requires a second factor',
      matches: (policy) =>
        wantsMfa(policy) &&
        policy.userActions.length === 0 &&
        policy.signInRisk.length === 0 &&
        policy.userRisk.length === 0,
      cover: { users: 'all', apps: 'all' },
    });
  },
});
