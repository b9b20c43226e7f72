// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePaths } from './judge-paths.ts';

export const entraNoDirectPathToTenant = defineCheck({
  id: 'entra-no-direct-path-to-tenant',
  area: 'entra',
  title: 'No application can make itself Global Administrator',
  weakness: 'Application can make itself Global Administrator',
  severity: 'critical',
  rows: ['A2', 'A4', 'A7', 'U1'],
  why: 'With one of these permissions a stolen secret is the whole tenant: it gives itself the highest role in one call.',
  remediation: [
    'Ask what the application needs it for; a narrower permission is nearly always enough.',
    '`Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ID -AppRoleAssignmentId ASSIGNMENT`',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: {
      maester: ['MT.1050'],
      bloodhound: ['AZMGAppRoleAssignment_ReadWrite_All', 'AZMGRoleManagement_ReadWrite_Directory'],
    },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.app-role-assignment' }],
  judge: (inventory, context) => judgePaths(inventory, context, 'direct'),
});
