// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl, securityDefaultsOn } from './access-policies.ts';
import { entraIndex } from './entra-index.ts';

export const entraLegacyAuthenticationBlocked = defineCheck({
  id: 'entra-legacy-authentication-blocked',
  area: 'entra',
  title: 'Legacy authentication is blocked for everyone',
  weakness: 'Legacy authentication is not blocked',
  severity: 'high',
  rows: ['A3', 'A4', 'U5'],
  why: 'Old protocols know no second factor and no conditional access: a stolen password alone gives a session, and its token lives on in mail programs nobody watches.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target all users and all resources, client apps "Exchange ActiveSync clients" and "Other clients", and block.',
  ],
  mappings: { scuba: ['MS.AAD.1.1'], mitigations: ['M1047', 'M1018'], peers: { scubagear: ['MS.AAD.1.1'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    if (securityDefaultsOn(inventory)) {
      yield { status: 'pass', subject: entraIndex(inventory).tenant };
      return;
    }
    yield* judgeControl(inventory, {
      what: 'blocks legacy authentication',
      matches: (policy) => blocks(policy) && policy.clientAppTypes.includes('other'),
      cover: { users: 'all', apps: 'all', may: ['clients'] },
    });
  },
});
