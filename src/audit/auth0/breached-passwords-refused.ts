// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0BreachedPasswordsRefused = defineCheck({
  id: 'auth0-breached-passwords-refused',
  area: 'auth0',
  title: 'Passwords known from breaches are refused',
  weakness: 'Passwords known from breaches are taken',
  severity: 'medium',
  rows: ['A4', 'U2'],
  why: 'Passwords that leaked elsewhere are tried first, and they are right more often than one would like.',
  remediation: [
    'Security, Attack Protection, Breached Password Detection: on, block compromised user accounts.',
    'Or: `PATCH /api/v2/attack-protection/breached-password-detection` with `{"enabled":true,"shields":["block","user_notification"]}`.',
  ],
  mappings: { mitigations: ['M1036', 'M1047'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'auth0.attack-protection' }],

  *judge(inventory) {
    const it = inventory.find('auth0.attack-protection', 'auth0:attack-protection:breached-password-detection');
    if (it === undefined)
      yield unknown(tenant, 'GET /api/v2/attack-protection/breached-password-detection was not collected');
    else if (!it.enabled)
      yield fail(tenant, 'Passwords known from breaches are taken.', place(it, 'enabled is false', 'enabled'));
    else if (it.shields !== undefined && !it.shields.includes('block')) {
      yield fail(
        tenant,
        'Passwords known from breaches are noticed, and not refused.',
        place(it, `shields: ${it.shields.join(', ') || 'none'}`, 'shields'),
        { severity: 'low' },
      );
    } else yield pass(tenant);
  },
});
