// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId, globalAdministrator, knownRoles } from '../../model/inventory/entra-roles.ts';
import { at } from './entra-index.ts';

export const entraRoleActivationAlerts = defineCheck({
  id: 'entra-role-activation-alerts',
  area: 'entra',
  title: 'Activating Global Administrator tells somebody',
  weakness: 'Nobody is told when Global Administrator is activated',
  severity: 'low',
  rows: ['A4'],
  why: 'An activation at three in the morning is worth a look. Nobody looks who is not told.',
  remediation: [
    'In the Entra admin center: Identity Governance, Privileged Identity Management, Microsoft Entra roles, Settings, the role, Edit: Notification, "Send notifications when eligible members activate this role": administrators.',
  ],
  mappings: { scuba: ['MS.AAD.7.8'], mitigations: ['M1047'], peers: { scubagear: ['MS.AAD.7.8'] } },
  needs: [{ kind: 'entra.role-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.role-policy')) {
      const role = knownRoles.get(policy.definitionId);
      if (role === undefined || policy.definitionId !== globalAdministrator) continue;
      const subject = { kind: 'role', id: entraId.role(policy.definitionId), name: role.name };
      if (policy.tellsOfActivation === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'the rule Notification_Admin_EndUser_Assignment is not in the export: add $expand=policy($expand=rules)',
        };
      } else if (!policy.tellsOfActivation) {
        yield {
          status: 'fail',
          subject,
          summary: `Nobody is told when ${role.name} is activated.`,
          evidence: [at(policy, 'Notification_Admin_EndUser_Assignment', 'policy', 'rules')],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
