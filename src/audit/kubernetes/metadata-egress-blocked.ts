// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import { enumerate, systemNamespacesSetting } from './cluster-settings.ts';
import { writtenWorkloads } from './workloads.ts';

export const metadataEgressBlocked = defineCheck({
  id: 'kubernetes-metadata-egress-blocked',
  area: 'kubernetes',
  title: 'Pods cannot reach the metadata service of the cloud',
  weakness: 'Pods reach the metadata service of the cloud',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'A5'],
  why: "On AWS, Google Cloud and Azure, 169.254.169.254 gives whoever asks a token of the machine. One flaw that lets a program fetch an address of the attacker's choice is then enough.",
  remediation: [
    'Add a NetworkPolicy to the namespace for all pods with policyTypes [Egress] that allows 0.0.0.0/0 except 169.254.169.254/32.',
    'Or block it on the nodes: hop limit 1 on EKS, the metadata server of Workload Identity on GKE.',
  ],
  mappings: { mitigations: ['M1037', 'M1047'], peers: { kubescape: ['C-0052'] } },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.network-policy' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const byNamespace = new Map<string, KubernetesWorkload[]>();
    for (const workload of writtenWorkloads(inventory, context)) {
      // Policies do not hold pods in the network of their node; another check judges those.
      if (workload.hostNetwork === true) continue;
      const list = byNamespace.get(workload.namespace);
      if (list === undefined) byNamespace.set(workload.namespace, [workload]);
      else list.push(workload);
    }
    for (const [namespace, workloads] of byNamespace) {
      const subject = { kind: 'namespace', id: `kubernetes:namespace:${namespace}`, name: namespace };
      const judged = workloads.map((workload) => ({ workload, reach: reaches(inventory, workload) }));
      const open = judged.filter(({ reach }) => reach === true);
      const [first] = open;
      if (first !== undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `${enumerate(
            open.map(({ workload }) => workload.name),
            3,
          )} in ${namespace} ${open.length === 1 ? 'reaches' : 'reach'} 169.254.169.254: no network policy stops it.`,
          evidence: open.slice(0, 3).map(({ workload }) => ({
            where: workload.where,
            note: `no policy that limits what goes out of ${workload.name} leaves the address out`,
          })),
        };
      } else if (judged.some(({ reach }) => reach === undefined)) {
        yield {
          status: 'unknown',
          subject,
          reason: 'its network policies choose pods by expressions, which are not evaluated',
        };
      } else yield { status: 'pass', subject };
    }
  },
});

/** Policies add up: what one of them lets through is let through. Without one, everything is. */
function reaches(inventory: Inventory, workload: KubernetesWorkload): boolean | undefined {
  const policies = inventory
    .of('kubernetes.network-policy')
    .filter((it) => it.egress && it.namespace === workload.namespace);
  const sure = policies.filter(
    (it) =>
      !it.expressions &&
      Object.entries(it.podLabels).every(
        ([key, value]) => Object.hasOwn(workload.labels, key) && workload.labels[key] === value,
      ),
  );
  if (sure.some((it) => it.metadata)) return true;
  if (policies.some((it) => it.expressions)) return undefined;
  return sure.length === 0;
}
