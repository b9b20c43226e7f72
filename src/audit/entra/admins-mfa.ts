// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl, securityDefaultsOn, wantsMfa } from './access-policies.ts';
import { entraIndex } from './entra-index.ts';

export const entraAdminsMfa = defineCheck({
  id: 'entra-admins-mfa',
  area: 'entra',
  title: 'Administrators sign in with a second factor',
  weakness: 'Administrators do not need a second factor',
  severity: 'critical',
  rows: ['A4', 'U5'],
  why: "Without a second factor a password is enough for an administrator's token, which registers applications, grants them everything, and hides the trace.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target the directory roles of administrators and all resources; grant a strength of at least "Multifactor authentication".',
  ],
  mappings: { scuba: ['MS.AAD.3.6'], mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    if (securityDefaultsOn(inventory)) {
      yield { status: 'pass', subject: entraIndex(inventory).tenant };
      return;
    }
    yield* judgeControl(inventory, {
      what: 'requires a second factor of administrators',
      matches: (policy) =>
        wantsMfa(policy) &&
        policy.userActions.length === 0 &&
        policy.signInRisk.length === 0 &&
        policy.userRisk.length === 0,
      cover: { users: 'admins', apps: 'all' },
    });
  },
});
