// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, judgeAccess, placeOf } from './accesses.ts';

export const gcpRightsNotRaised = defineCheck({
  id: 'gcp-rights-not-raised',
  area: 'gcp',
  title: 'Workloads cannot change who may do what',
  weakness: 'Service account or pipeline that can give itself any role',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Who may set the policy of a project, or change a role that it has, is its owner in one call. A token of such a workload, taken from a pod or a pipeline, is worth the whole project.',
  remediation: [
    'Take `setIamPolicy` and `iam.roles.update` out of the role, or grant single resources instead of the project.',
    'Where a pipeline must grant roles, name them: the condition `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/..."])`.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  *judge(inventory) {
    for (const it of accesses(inventory, 'raise-own-rights')) {
      const { member } = it.binding;
      // People who administer are meant to; what acts by itself is not.
      if (!/^(?:serviceAccount:|principal(?:Set)?:\/\/)/.test(member)) continue;
      const who = member.replace(/^serviceAccount:/, 'The service account ');
      yield judgeAccess(it, ({ binding, access }) => ({
        severity: binding.level === 'project' ? 'high' : 'critical',
        summary: `${who} can change who may do what in ${placeOf(binding)}, by ${binding.role}`,
        note: `it gives ${access.permissions.join(', ')}`,
      }));
    }
  },
});
