// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId, knownRoles } from '../../model/inventory/entra-roles.ts';
import { at } from './entra-index.ts';

export const entraRoleAssignmentAlerts = defineCheck({
  id: 'entra-role-assignment-alerts',
  area: 'entra',
  title: 'Assigning a privileged role tells somebody',
  weakness: 'Nobody is told when a privileged role is assigned',
  severity: 'low',
  rows: ['A4'],
  why: 'A thief who may assign roles keeps one for later. The mail that says so is often the first that anybody hears.',
  remediation: [
    'In the Entra admin center: Identity Governance, Privileged Identity Management, Microsoft Entra roles, Settings, the role, Edit: Notification, "Send notifications when members are assigned as active": administrators.',
  ],
  mappings: { scuba: ['MS.AAD.7.7'], mitigations: ['M1047'], peers: { scubagear: ['MS.AAD.7.7'] } },
  needs: [{ kind: 'entra.role-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.role-policy')) {
      const role = knownRoles.get(policy.definitionId);
      if (role === undefined || role.level === 'reader') continue;
      const subject = { kind: 'role', id: entraId.role(policy.definitionId), name: role.name };
      if (policy.tellsOfAssignment === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'the rule Notification_Admin_Admin_Assignment is not in the export: add $expand=policy($expand=rules)',
        };
      } else if (!policy.tellsOfAssignment) {
        yield {
          status: 'fail',
          subject,
          summary: `Nobody is told when ${role.name} is assigned.`,
          evidence: [at(policy, 'Notification_Admin_Admin_Assignment', 'policy', 'rules')],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
