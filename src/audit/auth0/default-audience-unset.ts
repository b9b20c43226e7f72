// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0DefaultAudienceUnset = defineCheck({
  id: 'auth0-default-audience-unset',
  area: 'auth0',
  title: 'No API is the default audience',
  weakness: 'Default audience set',
  severity: 'low',
  rows: ['A4'],
  why: 'With a default audience every sign-in of every application gets an access token for that API, also where it only wants a name: more tokens to steal, in more places.',
  remediation: [
    'Settings, General, API Authorization Settings, Default Audience: empty; let applications name the API that they need.',
    'Or: `PATCH /api/v2/tenants/settings` with `{"default_audience":""}`.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.tenant' }],

  *judge(inventory) {
    for (const it of inventory.of('auth0.tenant')) {
      if (it.defaultAudience === undefined) yield unknown(tenant, 'the export has no default_audience');
      else if (it.defaultAudience === '') yield pass(tenant);
      else {
        yield fail(
          tenant,
          `Every application gets access tokens for ${it.defaultAudience}, whether it needs them or not.`,
          place(it, 'default_audience', 'default_audience'),
        );
      }
    }
  },
});
