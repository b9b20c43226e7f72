// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './auth0-index.ts';

export const auth0PermissionsEnforced = defineCheck({
  id: 'auth0-permissions-enforced',
  area: 'auth0',
  title: 'APIs give users only permissions that they have',
  weakness: 'API that gives any scope to any user',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'Without role-based access control every user gets every scope that an application asks for: the token of an intern carries what that of an administrator does.',
  remediation: [
    'APIs, the API, Settings: Enable RBAC, and Add Permissions in the Access Token.',
    'Or: `PATCH /api/v2/resource-servers/ID` with `{"enforce_policies":true,"token_dialect":"access_token_authz"}`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: {} },
  needs: [{ kind: 'auth0.resource-server' }],

  *judge(inventory) {
    for (const api of inventory.of('auth0.resource-server')) {
      if (api.system === true) continue;
      const subject = { kind: 'api', id: api.id, name: api.name };
      if (api.rbac === undefined) yield unknown(subject, 'the export has no enforce_policies');
      else if (api.rbac) yield pass(subject);
      else {
        yield fail(
          subject,
          `The API "${api.name}" gives every user any scope that an application asks for.`,
          place(api, 'enforce_policies is false', 'enforce_policies'),
        );
      }
    }
  },
});
