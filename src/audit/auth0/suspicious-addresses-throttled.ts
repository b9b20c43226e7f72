// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0SuspiciousAddressesThrottled = defineCheck({
  id: 'auth0-suspicious-addresses-throttled',
  area: 'auth0',
  title: 'Addresses that try many accounts are slowed down',
  weakness: 'Password spraying is not slowed down',
  severity: 'medium',
  rows: ['A4', 'U4'],
  why: 'Spraying tries one password on every account: no account sees many tries, only the address does.',
  remediation: [
    'Security, Attack Protection, Suspicious IP Throttling: on, "Limit high-velocity traffic targeting too many accounts".',
    'Or: `PATCH /api/v2/attack-protection/suspicious-ip-throttling` with `{"enabled":true,"shields":["block","admin_notification"]}`.',
  ],
  mappings: { mitigations: ['M1036', 'M1047'], techniques: ['T1528', 'T1110'], peers: {} },
  needs: [{ kind: 'auth0.attack-protection' }],

  *judge(inventory) {
    const it = inventory.find('auth0.attack-protection', 'auth0:attack-protection:suspicious-ip-throttling');
    if (it === undefined)
      yield unknown(tenant, 'GET /api/v2/attack-protection/suspicious-ip-throttling was not collected');
    else if (!it.enabled)
      yield fail(
        tenant,
        'An address may try passwords on any number of accounts.',
        place(it, 'enabled is false', 'enabled'),
      );
    else if (it.shields !== undefined && !it.shields.includes('block')) {
      yield fail(
        tenant,
        'Addresses that try many accounts are noticed, and not slowed down.',
        place(it, `shields: ${it.shields.join(', ') || 'none'}`, 'shields'),
        { severity: 'low' },
      );
    } else yield pass(tenant);
  },
});
