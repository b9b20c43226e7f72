// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraCrossTenantAccessLimited = defineCheck({
  id: 'entra-cross-tenant-access-limited',
  area: 'entra',
  title: 'Collaboration with other tenants is limited to known ones',
  weakness: 'Users of every tenant can be let in, and ours go to every tenant',
  severity: 'low',
  rows: ['A4', 'U8'],
  why: 'Where the default is open, an invitation from any tenant works. Thieves invite victims as guests into a tenant of theirs, and keep a guest of their own in yours.',
  remediation: [
    'In the Entra admin center: External Identities, Cross-tenant access settings, Default settings: block B2B collaboration inbound; add the organisations you work with.',
  ],
  mappings: {
    mitigations: ['M1047'],
    scuba: ['MS.AAD.8.3'],
    peers: { 'zt-assessment': ['21790'], scubagear: ['MS.AAD.8.3'] },
  },
  needs: [{ kind: 'entra.cross-tenant-policy' }],
  *judge(inventory) {
    const { tenant } = entraIndex(inventory);
    for (const policy of inventory.of('entra.cross-tenant-policy')) {
      if (policy.inboundUsers === undefined) {
        yield {
          status: 'unknown',
          subject: tenant,
          reason: 'b2bCollaborationInbound is not in the export of the default cross-tenant access policy',
        };
      } else if (policy.inboundUsers === 'allowed' && policy.inboundAll === true) {
        yield {
          status: 'fail',
          subject: tenant,
          summary: 'Users of every other tenant may be let in: the default for collaboration is open.',
          evidence: [at(policy, `accessType is ${policy.inboundUsers}`, 'b2bCollaborationInbound', 'usersAndGroups')],
        };
      } else yield { status: 'pass', subject: tenant };
    }
  },
});
