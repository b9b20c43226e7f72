// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0MfaOn = defineCheck({
  id: 'auth0-mfa-on',
  area: 'auth0',
  title: 'A second factor is asked for',
  weakness: 'No second factor is asked for',
  severity: 'high',
  rows: ['A4', 'U5'],
  why: 'A phished or reused password alone opens a session, and with it tokens for every application of the tenant.',
  remediation: [
    'Security, Multi-factor Auth: a factor on (WebAuthn first), and "Require Multi-factor Auth: Always" or by risk.',
    'Or: `PUT /api/v2/guardian/factors/webauthn-roaming` with `{"enabled":true}`, `PUT /api/v2/guardian/policies` with `["all-applications"]`.',
  ],
  mappings: { mitigations: ['M1032', 'M1047'], peers: {} },
  needs: [{ kind: 'auth0.factor' }],

  *judge(inventory) {
    // A recovery code stands in for a factor that was lost: alone it is none.
    const on = inventory.of('auth0.factor').filter((it) => it.enabled && it.name !== 'recovery-code');
    const [first] = inventory.of('auth0.factor');
    const [policy] = inventory.of('auth0.mfa-policy');
    if (on.length === 0) {
      yield fail(
        tenant,
        'No second factor is switched on.',
        first === undefined ? [] : place(first, 'no factor is enabled'),
      );
    } else if (policy === undefined) {
      yield unknown(
        tenant,
        'factors are on, but GET /api/v2/guardian/policies, which tells when they are asked for, was not collected',
      );
    } else if (policy.policies.length === 0) {
      const code = inventory
        .of('auth0.code')
        .some((it) => it.enabled !== false && /mfa|factor|guardian/i.test(it.name));
      yield code
        ? unknown(tenant, 'no policy asks for a second factor; an action or rule may do it, by its name: read its code')
        : fail(tenant, 'Second factors are on, but no policy ever asks for one.', place(policy, 'no policy'), {
            severity: 'medium',
          });
    } else yield pass(tenant);
  },
});
