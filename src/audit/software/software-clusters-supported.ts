// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

/** `v1.31.4-eks-1`, `1.31.4-gke.1183000` and `1.31` are all 1.31. */
export function minorOf(version: string): string | undefined {
  return /^v?(\d+\.\d+)\b/.exec(version)?.[1];
}

const names = {
  kubernetes: 'Kubernetes',
  eks: 'Amazon EKS',
  gke: 'Google Kubernetes Engine',
  aks: 'Azure Kubernetes Service',
};

export const softwareClustersSupported = defineCheck({
  id: 'software-clusters-supported',
  area: 'software',
  title: 'Clusters run a version that is still supported',
  weakness: 'Cluster runs a version without support',
  severity: 'high',
  rows: ['A3'],
  why: 'Holes in the API server and kubelet are closed in supported versions only. Old versions also make service-account tokens that never end.',
  remediation: [
    'Upgrade one minor version at a time, the control plane first: `aws eks update-cluster-version`, `gcloud container clusters upgrade`, `az aks upgrade`, `kubeadm upgrade`.',
  ],
  mappings: { mitigations: ['M1051'] },
  needs: [{ kind: 'software.product' }],
  settings: { days: { default: 0, description: 'days before the end of support from which on it counts' } },
  *judge(inventory, { knowledge, now, settings }) {
    for (const it of inventory.of('software.product')) {
      const subject = { kind: 'cluster', id: it.id, name: it.name };
      const minor = minorOf(it.version);
      const support = minor === undefined ? undefined : knowledge.support(it.product, minor);
      if (minor === undefined || support === undefined || support.until === '') {
        yield unknown(
          subject,
          `whether ${names[it.product]} ${it.version} is supported is not in the list (content/lists/software-support.tsv); it may be newer than the list`,
        );
        continue;
      }
      const end = Date.parse(support.until) + 86_400_000 - settings.number('days') * 86_400_000;
      yield end > now
        ? pass(subject)
        : fail(
            subject,
            `The cluster ${it.name} runs ${names[it.product]} ${minor}, whose support ${Date.parse(support.until) < now ? 'ended' : 'ends'} on ${support.until}.`,
            proof(
              it.where,
              `${it.version}; support until ${support.until} (${support.source})${support.note === '' ? '' : `; ${support.note}`}`,
            ),
          );
    }
  },
});
