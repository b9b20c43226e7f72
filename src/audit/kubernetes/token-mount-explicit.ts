// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { accountOf, mountOf, podSpecField, workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const tokenMountExplicit = defineCheck({
  id: 'kubernetes-token-mount-explicit',
  area: 'kubernetes',
  title: 'Where a token is mounted, somebody has said so',
  weakness: 'Token mounted because nobody said otherwise',
  severity: 'low',
  rows: ['A4', 'U7'],
  why: 'Kubernetes mounts a token where neither the pod nor its account says anything. Nobody decided that this pod may call the API, and nobody will notice when its token is stolen.',
  remediation: [
    'Set `automountServiceAccountToken` in the pod spec: `false`, or `true` where the program calls the API.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.6'],
    mitigations: ['M1018', 'M1047'],
    peers: { kubescape: ['C-0034'], trivy: ['KSV-0036'], kyverno: ['restrict-automount-sa-token'] },
  },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const { mounted, by } = mountOf(workload, accountOf(inventory, workload));
      if (by !== 'nobody') yield { status: 'pass', subject };
      else if (mounted === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `its service account ${workload.namespace}/${workload.serviceAccount} is not among the files; \`kubectl get serviceaccounts -A -o yaml\` would tell`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} has a token of ${workload.serviceAccount} mounted, because neither it nor the account says otherwise.`,
          evidence: [
            {
              where: workload.where,
              path: podSpecField(workload, 'automountServiceAccountToken'),
              note: 'automountServiceAccountToken is not set, which means true',
            },
          ],
        };
      }
    }
  },
});
