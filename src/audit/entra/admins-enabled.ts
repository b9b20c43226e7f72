// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeAdmins } from './admins.ts';

export const entraAdminsEnabled = defineCheck({
  id: 'entra-admins-enabled',
  area: 'entra',
  title: 'Disabled accounts hold no privileged roles',
  weakness: 'Disabled account still holds a privileged role',
  severity: 'low',
  rows: ['A6', 'U3'],
  why: 'Whoever may enable accounts, a helpdesk for example, gives themselves the role by enabling one whose owner is gone.',
  remediation: [
    'Take the roles away: `DELETE https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ID`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1112'] } },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) =>
    judgeAdmins(inventory, {
      least: 'reader',
      judge: ({ user }) => {
        if (user === undefined) return { unknown: 'the holder is not among the exported users: GET /users' };
        if (user.enabled === undefined) return { unknown: 'accountEnabled is not in the export of users' };
        return user.enabled ? undefined : { wrong: 'is disabled' };
      },
    }),
});
