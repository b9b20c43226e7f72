// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import {
  accountOf,
  accountsAreComplete,
  podSpecField,
  workloadSubject,
  workloadText,
  writtenWorkloads,
} from './workloads.ts';

export const workloadAccountExists = defineCheck({
  id: 'kubernetes-workload-account-exists',
  area: 'kubernetes',
  title: 'Workloads name service accounts that exist',
  weakness: 'Workload names a service account that does not exist',
  severity: 'low',
  rows: ['A2', 'U3'],
  why: 'Such a workload starts no pods. Whoever may make accounts in the namespace makes the missing one, and with it decides what the pods may do.',
  remediation: [
    'Make the account (`kubectl create serviceaccount NAME -n NAMESPACE`), or name the right one in `serviceAccountName`.',
  ],
  mappings: { mitigations: ['M1018'], peers: { kubescape: ['C-0307'], kyverno: ['check-serviceaccount'] } },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const name = `${workload.namespace}/${workload.serviceAccount}`;
      if (workload.serviceAccount === 'default' || accountOf(inventory, workload) !== undefined) {
        yield { status: 'pass', subject };
      } else if (!accountsAreComplete(inventory, workload.namespace)) {
        yield {
          status: 'unknown',
          subject,
          reason: `the account ${name} is not among the files; \`kubectl get serviceaccounts -A -o yaml\` would tell whether it exists`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} names the service account ${name}, which does not exist.`,
          evidence: [
            { where: workload.where, path: podSpecField(workload, 'serviceAccountName'), note: `no account ${name}` },
          ],
        };
      }
    }
  },
});
