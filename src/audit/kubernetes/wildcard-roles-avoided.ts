// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { KubernetesRole } from '../../model/inventory/kubernetes.ts';
import { enumerate, matches } from './cluster-settings.ts';

export const wildcardRolesAvoided = defineCheck({
  id: 'kubernetes-wildcard-roles-avoided',
  area: 'kubernetes',
  title: 'Roles name what they allow',
  weakness: 'Role with a wildcard',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'A star covers what is added later as well: subresources such as pods/exec and serviceaccounts/token, and kinds that an operator brings. Nobody who reads the role sees what a stolen token can do.',
  remediation: [
    'Write out verbs and resources. `tokenward audit` with an audit log shows which of them are used.',
    'For kinds of an operator of your own, a star on resources of its own API group is the least bad.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.3'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0187'],
      trivy: ['KSV-0044', 'KSV-0045', 'KSV-0046', 'KSV-0112'],
      kubiscan: ['any-verb', 'any-resource'],
      kyverno: ['restrict-wildcard-verbs', 'restrict-wildcard-resources'],
    },
  },
  needs: [{ kind: 'kubernetes.role' }],
  settings: {
    builtInRoles: {
      default: [
        'ClusterRole cluster-admin',
        'ClusterRole system:*',
        'Role system:*',
        'ClusterRole eks:*',
        'ClusterRole gce:*',
        'ClusterRole kubelet-api-admin',
        'ClusterRole gke-*',
        'ClusterRole aks-*',
      ],
      description: 'roles that come with the cluster; `*` at the end stands for any rest',
    },
  },
  *judge(inventory, context) {
    const builtIn = context.settings.list('builtInRoles');
    for (const role of inventory.of('kubernetes.role')) {
      if (builtIn.some((pattern) => matches(pattern, `${role.type} ${role.name}`))) continue;
      const subject = {
        kind: 'role',
        id: role.id,
        name: `${role.namespace === undefined ? '' : `${role.namespace}/`}${role.name}`,
      };
      const stars = starsOf(role);
      if (stars.length === 0) {
        if (role.aggregates !== undefined && role.rules.length === 0 && role.live !== true) {
          yield {
            status: 'unknown',
            subject,
            reason:
              'its rules come from other roles by label; the role as the cluster has it (`kubectl get clusterrole -o yaml`) would tell',
          };
        } else yield { status: 'pass', subject };
        continue;
      }
      const core = stars.some(({ own }) => !own);
      yield {
        status: 'fail',
        subject,
        summary: `The ${role.type} ${subject.name} allows ${enumerate([...new Set(stars.map(({ what }) => what))])} without naming it.`,
        severity: core ? (stars.some(({ both }) => both) ? 'high' : 'medium') : 'low',
        evidence: stars.slice(0, 5).map(({ index, what }) => ({
          where: role.where,
          path: [...(role.where.path ?? []), 'rules', index],
          note: what,
        })),
      };
    }
  },
});

interface Star {
  readonly index: number;
  readonly what: string;
  /** Limited to API groups with a dot that are none of Kubernetes: an operator's own kinds. */
  readonly own: boolean;
  readonly both: boolean;
}

function starsOf(role: KubernetesRole): readonly Star[] {
  return role.rules.flatMap((rule, index): Star[] => {
    if (rule.resources.length === 0) return [];
    const verbs = rule.verbs.includes('*');
    const resources = rule.resources.includes('*');
    if (!verbs && !resources) return [];
    const own = rule.apiGroups.every((group) => group.includes('.') && !group.endsWith('k8s.io'));
    const groups = rule.apiGroups.includes('*')
      ? 'any API group'
      : rule.apiGroups.map((it) => (it === '' ? 'the core API' : it)).join(', ');
    const what = `${verbs ? 'any verb' : rule.verbs.join(', ')} on ${resources ? 'any resource' : rule.resources.slice(0, 4).join(', ')} of ${groups}`;
    return [{ index, what, own, both: verbs && resources && rule.apiGroups.includes('*') }];
  });
}
