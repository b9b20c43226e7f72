// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePaths } from './judge-paths.ts';

export const entraNoIndirectPathToTenant = defineCheck({
  id: 'entra-no-indirect-path-to-tenant',
  area: 'entra',
  title: 'No application is a step away from Global Administrator',
  weakness: 'Application is a step away from Global Administrator',
  severity: 'high',
  rows: ['A2', 'A4', 'A7', 'U1'],
  why: 'These permissions do not give a role, but what does: a secret on a stronger application, a place in a group, a weaker rule for sign-in. It takes a thief two calls instead of one.',
  remediation: [
    'Ask what the application needs it for; a narrower permission is nearly always enough.',
    '`Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ID -AppRoleAssignmentId ASSIGNMENT`',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: {
      maester: ['MT.1051'],
      bloodhound: [
        'AZMGApplication_ReadWrite_All',
        'AZMGDirectory_ReadWrite_All',
        'AZMGGroup_ReadWrite_All',
        'AZMGGroupMember_ReadWrite_All',
        'AZMGServicePrincipalEndpoint_ReadWrite_All',
        'AZAddSecret',
        'AZAddOwner',
      ],
    },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.app-role-assignment' }],
  judge: (inventory, context) => judgePaths(inventory, context, 'indirect'),
});
