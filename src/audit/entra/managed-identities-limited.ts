// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { privilegesOf } from './app-facts.ts';
import { entraIndex, listed } from './entra-index.ts';

export const entraManagedIdentitiesLimited = defineCheck({
  id: 'entra-managed-identities-limited',
  area: 'entra',
  title: 'Managed identities cannot take over the tenant',
  weakness: 'Managed identity can take over the tenant',
  severity: 'high',
  rows: ['A4', 'A6', 'U1'],
  why: 'Every program on the machine, and whoever finds a request forgery in one, gets the token of its managed identity from the metadata address. Power over the directory does not belong there.',
  remediation: [
    'Move what needs the power into a program of its own.',
    '`Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ID -AppRoleAssignmentId ASSIGNMENT`, or delete the role assignment.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1552.005'],
    peers: {
      'zt-assessment': ['21836'],
      prowler: ['app_function_identity_without_admin_privileges'],
      bloodhound: ['AZManagedIdentity'],
    },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.app-role-assignment' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type !== 'ManagedIdentity') continue;
      const subject = { kind: 'managed-identity', id: app.id, name: app.name };
      const held = privilegesOf(index, app.objectId, context.knowledge);
      if (held.length > 0) {
        yield {
          status: 'fail',
          subject,
          severity: held.some((it) => it.control) ? 'critical' : 'high',
          summary: `The managed identity "${app.name}" holds ${listed(held.map((it) => it.name))}: ${held[0]?.why}.`,
          evidence: held.map((it) => ({ where: it.where, note: `${it.name}: ${it.why}` })),
        };
      } else if (inventory.collected('entra.role-assignment') === 'none') {
        yield {
          status: 'unknown',
          subject,
          reason: 'directory roles were not exported: GET /roleManagement/directory/roleAssignments',
        };
      } else yield { status: 'pass', subject };
    }
  },
});
