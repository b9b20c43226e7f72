// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0ClientRegistrationClosed = defineCheck({
  id: 'auth0-client-registration-closed',
  area: 'auth0',
  title: 'Nobody registers applications without an account',
  weakness: 'Anybody may register applications',
  severity: 'high',
  rows: ['A4', 'W6'],
  why: 'With dynamic registration open, a stranger makes an application in your tenant and sends your users to a consent page on your own domain.',
  remediation: [
    'Settings, Advanced: "OIDC Dynamic Application Registration" off.',
    'Or: `PATCH /api/v2/tenants/settings` with `{"flags":{"enable_dynamic_client_registration":false}}`.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: {} },
  needs: [{ kind: 'auth0.tenant' }],

  *judge(inventory) {
    for (const it of inventory.of('auth0.tenant')) {
      if (it.dynamicRegistration === undefined) {
        yield unknown(tenant, 'the export has no flags.enable_dynamic_client_registration');
      } else if (!it.dynamicRegistration) yield pass(tenant);
      else {
        yield fail(
          tenant,
          'Anybody on the internet may register applications in the tenant.',
          place(it, 'enable_dynamic_client_registration', 'flags', 'enable_dynamic_client_registration'),
        );
      }
    }
  },
});
