// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { directorySynchronization } from '../../model/inventory/entra-roles.ts';
import { judgeAdmins } from './admins.ts';

export const entraAdminsNotStanding = defineCheck({
  id: 'entra-admins-not-standing',
  area: 'entra',
  title: 'Administrators activate their roles when they need them',
  weakness: 'Privileged role is held all the time',
  severity: 'medium',
  rows: ['A4', 'U1', 'U11'],
  why: 'A token stolen on any day of the year carries a standing role. With Privileged Identity Management the role is there for hours, after a reason and a second factor.',
  remediation: [
    'In the Entra admin center: Identity Governance, Privileged Identity Management, Microsoft Entra roles: make the assignment eligible, then remove the active one.',
  ],
  mappings: {
    scuba: ['MS.AAD.7.4', 'MS.AAD.7.5'],
    mitigations: ['M1047', 'M1018'],
    peers: { scubagear: ['MS.AAD.7.4', 'MS.AAD.7.5'], maester: ['MT.1031'], bloodhound: ['AZRoleEligible'] },
  },
  needs: [{ kind: 'entra.role-assignment' }, { kind: 'entra.user' }],
  judge: (inventory) =>
    judgeAdmins(inventory, {
      skip: ({ breakGlass }) => breakGlass,
      judge: ({ roles }) =>
        roles.some(
          (it) => it.assignment.state === 'standing' && it.assignment.definitionId !== directorySynchronization,
        )
          ? {
              wrong: 'does not have to activate what they hold',
              ...(roles.some((it) => it.level === 'control' && it.assignment.state === 'standing')
                ? { severity: 'high' as const }
                : {}),
            }
          : undefined,
    }),
});
