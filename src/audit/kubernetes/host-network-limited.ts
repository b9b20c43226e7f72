// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { podSpecField, workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const hostNetworkLimited = defineCheck({
  id: 'kubernetes-host-network-limited',
  area: 'kubernetes',
  title: 'Pods do not share the network of their node',
  weakness: 'Pod in the network of its node, where the metadata service gives out tokens',
  severity: 'medium',
  rows: ['A4', 'A5'],
  why: 'A pod in the network of its node is not held by network policies and counts as the node: the metadata service of the cloud gives it the credentials of the machine, and kubelet ports on localhost answer.',
  remediation: [
    'Take `hostNetwork: true` out of the pod spec.',
    'On EKS set the hop limit of instance metadata to 1 and require session tokens; on GKE use Workload Identity; on AKS keep pods off the node identity.',
  ],
  mappings: { cis: ['Kubernetes 1.12 5.2.5'], mitigations: ['M1047', 'M1048'], peers: { kubescape: ['C-0052'] } },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      if (workload.hostNetwork !== true) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} shares the network of its node and so reaches the metadata service as the node.`,
          evidence: [
            { where: workload.where, path: podSpecField(workload, 'hostNetwork'), note: 'hostNetwork is true' },
          ],
        };
      }
    }
  },
});
