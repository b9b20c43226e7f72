// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, dependingOn, isWide, missingRole } from './accesses.ts';

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
    for (const { binding, access } of accesses(inventory, 'raise-own-rights')) {
      const { member, role, level, resource } = binding;
      // People who administer are meant to; what acts by itself is not.
      if (!/^(?:serviceAccount:|principal(?:Set)?:\/\/)/.test(member)) continue;
      const subject = { kind: 'binding', id: binding.id, name: `${role} for ${member}` };
      if (!isWide(binding) || access.holds === 'no') yield { status: 'pass', subject };
      else if (access.holds === 'unknown') yield { status: 'unknown', subject, reason: missingRole(binding) };
      else
        yield {
          status: 'fail',
          subject,
          severity: level === 'project' ? 'high' : 'critical',
          summary: `${member.replace(/^serviceAccount:/, 'The service account ')} can change who may do what in the ${level} ${resource.split('/').at(-1)}, by ${role}${dependingOn(access)}.`,
          ...(access.holds === 'depends' ? { confidence: 'medium' as const } : {}),
          evidence: [{ where: binding.where, note: `it gives ${access.permissions.join(', ')}` }],
        };
    }
  },
});
