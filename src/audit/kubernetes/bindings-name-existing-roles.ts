// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, isBuiltIn } from './cluster-settings.ts';

export const bindingsNameExistingRoles = defineCheck({
  id: 'kubernetes-bindings-name-existing-roles',
  area: 'kubernetes',
  title: 'Bindings name roles that exist',
  weakness: 'Binding to a role that does not exist',
  severity: 'low',
  rows: ['A2', 'U3'],
  why: 'A binding to a missing role gives nothing today. Whoever may make roles gives its subjects any right by making one of that name, and no new binding shows up.',
  remediation: [
    'Delete the binding: `kubectl delete rolebinding NAME -n NAMESPACE`.',
    'Or make the role, if it was deleted by mistake.',
  ],
  mappings: { mitigations: ['M1018'], peers: { krane: ['subjects-with-non-existing-roles'] } },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    for (const power of inventory.of('kubernetes.power')) {
      if (power.power !== 'bound' && power.power !== 'missing-role' && power.power !== 'unknown-role') continue;
      if (isBuiltIn(context, power)) continue;
      const binding = inventory.find('kubernetes.binding', power.binding);
      if (binding === undefined || binding.subjects[0] !== power.subject) continue; // once for all its subjects
      const subject = { kind: 'binding', id: binding.id, name: binding.name };
      if (power.power === 'bound') yield { status: 'pass', subject };
      else if (power.power === 'unknown-role') {
        yield {
          status: 'unknown',
          subject,
          reason: `${power.role} is not among the files; \`kubectl get roles,clusterroles -A -o yaml\` would tell whether it exists`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${binding.type} ${binding.name} names the ${power.role}, which does not exist.`,
          evidence: [{ where: binding.where, path: [...(binding.where.path ?? []), 'roleRef'], note: power.role }],
        };
      }
    }
  },
});
