// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { accountOf, mountOf, podSpecField, workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const defaultAccountUnused = defineCheck({
  id: 'kubernetes-default-account-unused',
  area: 'kubernetes',
  title: 'Pods with a token have an account of their own',
  weakness: 'Pod with a token of the default account',
  severity: 'low',
  rows: ['A4', 'U1', 'U7'],
  why: 'The default account is shared by all pods that name none. Nobody can give one of them rights without giving them to all, and in the audit log a thief looks like any of them.',
  remediation: [
    'Make an account for the program and name it in `serviceAccountName`, or set `automountServiceAccountToken: false` if it calls no API.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.5'],
    nsa: ['Kubernetes Hardening Guide 1.2: service account tokens'],
    mitigations: ['M1018'],
    peers: { kubescape: ['C-0189', 'C-0225', 'C-0239'], kyverno: ['check-serviceaccount'] },
  },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const { mounted } = mountOf(workload, accountOf(inventory, workload));
      if (workload.serviceAccount !== 'default' || mounted === false) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} runs as the default account of its namespace, with a token.`,
        evidence: [
          {
            where: workload.where,
            path: podSpecField(workload, 'serviceAccountName'),
            note: 'no serviceAccountName of its own',
          },
        ],
      };
    }
  },
});
