// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0BruteForceProtectionOn = defineCheck({
  id: 'auth0-brute-force-protection-on',
  area: 'auth0',
  title: 'Repeated wrong passwords are blocked',
  weakness: 'Wrong passwords are not blocked',
  severity: 'high',
  rows: ['A4', 'U4'],
  why: 'Without a block, passwords are tried without end; one hit gives tokens for every application.',
  remediation: [
    'Security, Attack Protection, Brute-force Protection: on, "Block brute-force logins".',
    'Or: `PATCH /api/v2/attack-protection/brute-force-protection` with `{"enabled":true,"shields":["block","user_notification"]}`.',
  ],
  mappings: { mitigations: ['M1036', 'M1047'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'auth0.attack-protection' }],

  *judge(inventory) {
    const it = inventory.find('auth0.attack-protection', 'auth0:attack-protection:brute-force-protection');
    if (it === undefined)
      yield unknown(tenant, 'GET /api/v2/attack-protection/brute-force-protection was not collected');
    else if (!it.enabled)
      yield fail(
        tenant,
        'Repeated wrong passwords for an account are not noticed.',
        place(it, 'enabled is false', 'enabled'),
      );
    else if (it.shields !== undefined && !it.shields.includes('block')) {
      yield fail(
        tenant,
        'Repeated wrong passwords for an account are noticed, and not blocked.',
        place(it, `shields: ${it.shields.join(', ') || 'none'}`, 'shields'),
        { severity: 'low' },
      );
    } else yield pass(tenant);
  },
});
