// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import { at, listed } from './entra-index.ts';

export const entraPolicyGroupsProtected = defineCheck({
  id: 'entra-policy-groups-protected',
  area: 'entra',
  title: 'Groups that conditional access rests on are protected',
  weakness: 'Anybody who manages a group decides whom a policy covers',
  severity: 'medium',
  rows: ['A2', 'A4'],
  why: 'Who may change the members of an excluded group takes an account out of the policy with one click: a helpdesk, an owner, an application with Group.ReadWrite.All. Groups that can be assigned to roles are changed by Privileged Role Administrators only.',
  remediation: [
    'Make a new group with `isAssignableToRole: true` (it cannot be set later), move the members, put it into the policy.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1035'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    for (const policy of inventory.of('entra.conditional-access-policy')) {
      if (policy.state !== 'enabled') continue;
      const groups = [...policy.excludeGroups, ...policy.includeGroups];
      if (groups.length === 0) continue;
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      const found = groups.map((id) => inventory.find('entra.group', entraId.group(id)));
      const open = found.filter((it) => it !== undefined).filter((it) => it.roleAssignable === false);
      if (open.length > 0) {
        yield {
          status: 'fail',
          subject,
          summary: `Whoever manages ${listed(open.map((it) => `"${it.name}"`))} decides whom "${policy.name}" covers.`,
          evidence: open.map((it) => at(it, 'isAssignableToRole is false', 'isAssignableToRole')),
        };
      } else if (found.some((it) => it?.roleAssignable === undefined)) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'whether its groups are protected was not exported: GET /groups?$select=id,displayName,isAssignableToRole',
        };
      } else yield { status: 'pass', subject };
    }
  },
});
