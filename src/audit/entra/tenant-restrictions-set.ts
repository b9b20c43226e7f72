// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraTenantRestrictionsSet = defineCheck({
  id: 'entra-tenant-restrictions-set',
  area: 'entra',
  title: 'Our devices and networks reach chosen tenants only',
  weakness: 'Data can be carried to any tenant from our networks',
  severity: 'low',
  rows: ['A4', 'U8'],
  why: 'A thief with a hold on a machine signs in to a tenant of their own from it and carries data out through addresses that every proxy allows. Tenant restrictions refuse tokens of foreign tenants.',
  remediation: [
    'In the Entra admin center: External Identities, Cross-tenant access settings, Default settings, Tenant restrictions: block external users and applications; enforce them by Global Secure Access, proxy header or device policy.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: { 'zt-assessment': ['21793'] } },
  needs: [{ kind: 'entra.cross-tenant-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.cross-tenant-policy')) {
      if (policy.tenantRestrictionsUsers === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'tenantRestrictions is not in the export of the default cross-tenant access policy',
        };
      } else if (policy.tenantRestrictionsUsers === 'allowed') {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Tenant restrictions are not set: accounts of any tenant work from our networks.',
          evidence: [
            at(policy, `accessType is ${policy.tenantRestrictionsUsers}`, 'tenantRestrictions', 'usersAndGroups'),
          ],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
