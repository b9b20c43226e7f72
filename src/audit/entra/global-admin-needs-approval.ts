// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId, globalAdministrator, knownRoles } from '../../model/inventory/entra-roles.ts';
import { at } from './entra-index.ts';

export const entraGlobalAdminNeedsApproval = defineCheck({
  id: 'entra-global-admin-needs-approval',
  area: 'entra',
  title: 'Becoming Global Administrator needs a second person',
  weakness: 'Global Administrator is activated by one person alone',
  severity: 'medium',
  rows: ['A4', 'U11'],
  why: 'Who steals the session of an eligible administrator activates the role with it. A second person who must agree is somebody else to deceive at the same hour.',
  remediation: [
    'In the Entra admin center: Identity Governance, Privileged Identity Management, Microsoft Entra roles, Settings, the role, Edit: "Require approval to activate", and name approvers.',
  ],
  mappings: { scuba: ['MS.AAD.7.6'], mitigations: ['M1018'], peers: { scubagear: ['MS.AAD.7.6'] } },
  needs: [{ kind: 'entra.role-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.role-policy')) {
      const role = knownRoles.get(policy.definitionId);
      if (role === undefined || policy.definitionId !== globalAdministrator) continue;
      const subject = { kind: 'role', id: entraId.role(policy.definitionId), name: role.name };
      if (policy.approval === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'the rule Approval_EndUser_Assignment is not in the export: add $expand=policy($expand=rules)',
        };
      } else if (!policy.approval) {
        yield {
          status: 'fail',
          subject,
          summary: `${role.name} is activated without the approval of a second person.`,
          evidence: [at(policy, 'Approval_EndUser_Assignment', 'policy', 'rules')],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
