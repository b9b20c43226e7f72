// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enumerate, systemNamespacesSetting } from './cluster-settings.ts';
import { workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const noCredentialsInEnvironment = defineCheck({
  id: 'kubernetes-no-credentials-in-environment',
  area: 'kubernetes',
  title: 'No credential is written into a workload',
  weakness: 'Credential written into a workload',
  severity: 'high',
  rows: ['A4'],
  why: 'What is written into a workload is read by everybody who may look at it (the role view is enough), and lies in the repository, its history and every copy of it.',
  remediation: [
    'Change the credential: it counts as known.',
    'Put the new one into a Secret or a vault, and mount it as a file.',
  ],
  mappings: { mitigations: ['M1047'], peers: { kubescape: ['C-0259', 'C-0012'] } },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const found = workload.environment.filter((it) => it.from === 'value');
      if (found.length === 0 && workload.valuesHidden === true) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'values of its variables are not kept when a cluster is collected; its manifest, or `kubectl get -o yaml`, would tell',
        };
        continue;
      }
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      const sure = found.some((it) => it.looksLike !== 'credential by its name');
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} has ${found.length === 1 ? 'what looks like a credential' : 'what look like credentials'} written into it: ${enumerate(found.map((it) => it.name))}.`,
        confidence: sure ? 'high' : 'medium',
        evidence: found.slice(0, 5).map((it) => ({
          where: workload.where,
          path: it.path,
          note: `${it.name} of container ${it.container}: ${it.looksLike ?? 'credential'}`,
        })),
      };
    }
  },
});
