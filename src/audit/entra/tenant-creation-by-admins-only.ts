// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraTenantCreationByAdminsOnly = defineCheck({
  id: 'entra-tenant-creation-by-admins-only',
  area: 'entra',
  title: 'Only administrators create tenants',
  weakness: 'Every user may create tenants',
  severity: 'low',
  rows: ['A4'],
  why: 'Who creates a tenant is its Global Administrator and may register multi-tenant applications there, away from your logs and rules, which then ask your own people for consent.',
  remediation: [
    '`PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy` with `{"defaultUserRolePermissions":{"allowedToCreateTenants":false}}`.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.authorization-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.authorization-policy')) {
      const value = policy.mayCreateTenants;
      if (value === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'allowedToCreateTenants is not in the export of the authorization policy',
        };
      } else if (value) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Every user of the tenant may create further tenants.',
          evidence: [
            at(policy, `allowedToCreateTenants is ${value}`, 'defaultUserRolePermissions', 'allowedToCreateTenants'),
          ],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
