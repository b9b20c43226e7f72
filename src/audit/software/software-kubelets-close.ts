// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { minorOf } from './software-clusters-supported.ts';

export const softwareKubeletsClose = defineCheck({
  id: 'software-kubelets-close',
  area: 'software',
  title: 'Kubelets are near the version of their API server',
  weakness: 'Kubelet is too far from the version of its API server',
  severity: 'medium',
  rows: ['A3'],
  why: "A node that was left behind lacks the fixes that the control plane has, and its pods' tokens are protected by what the kubelet knew then.",
  remediation: [
    'Replace the node by one of a current image: `kubectl drain NODE --ignore-daemonsets`, then remove it; or upgrade its node pool.',
  ],
  mappings: { mitigations: ['M1051'] },
  needs: [{ kind: 'kubernetes.node' }],
  settings: {
    minors: {
      default: 3,
      description: 'minor versions that a kubelet may be behind',
      published: ['Kubernetes version skew policy: 3 since 1.28, before 2; EKS and GKE: 2 or 3 by version'],
    },
  },
  *judge(inventory, { settings }) {
    const clusters = inventory.of('software.product');
    const number = (version: string): number | undefined => {
      const minor = minorOf(version)?.split('.')[1];
      return minor === undefined ? undefined : Number(minor);
    };
    const [cluster] = clusters;
    const server = clusters.length === 1 && cluster !== undefined ? number(cluster.version) : undefined;
    // Without the version of the server, the newest kubelet stands for it: the server is at least as new.
    const newest = Math.max(
      ...inventory.of('kubernetes.node').map((it) => (it.version === undefined ? -1 : (number(it.version) ?? -1))),
    );
    for (const node of inventory.of('kubernetes.node')) {
      const subject = { kind: 'node', id: node.id, name: node.name };
      const minor = node.version === undefined ? undefined : number(node.version);
      if (minor === undefined) {
        yield unknown(subject, 'the version of its kubelet is not in the export (status.nodeInfo.kubeletVersion)');
        continue;
      }
      const against = server ?? newest;
      const behind = against - minor;
      if (behind > settings.number('minors')) {
        yield fail(
          subject,
          `The kubelet of ${node.name} is ${behind} minor versions behind ${server === undefined ? 'the newest node' : 'the API server'}.`,
          proof(
            node.where,
            `kubelet ${node.version}, ${server === undefined ? 'newest kubelet' : 'API server'} 1.${against}`,
          ),
        );
      } else if (server !== undefined && minor > server) {
        yield fail(
          subject,
          `The kubelet of ${node.name} is newer than the API server.`,
          proof(node.where, `kubelet ${node.version}, API server 1.${server}`),
        );
      } else if (server === undefined) {
        yield unknown(
          subject,
          clusters.length === 0
            ? 'the version of the API server was not collected (`kubectl version -o json`)'
            : 'several clusters were read: which one the node is of cannot be told',
        );
      } else yield pass(subject);
    }
  },
});
