// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enumerate, systemNamespacesSetting } from './cluster-settings.ts';
import { workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const secretsNotInEnvironment = defineCheck({
  id: 'kubernetes-secrets-not-in-environment',
  area: 'kubernetes',
  title: 'Secrets reach pods as files',
  weakness: 'Secret in environment variables',
  severity: 'low',
  rows: ['A4'],
  why: 'Environment variables are inherited by every process, land in crash reports and debug pages, and stay as they were when the secret is changed after a theft.',
  remediation: ['Mount the secret as a volume and let the program read the file.'],
  mappings: {
    cis: ['Kubernetes 1.12 5.4.1'],
    mitigations: ['M1047'],
    peers: { kubescape: ['C-0207'], kyverno: ['disallow-secrets-from-env-vars'] },
  },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const found = workload.environment.filter((it) => it.from === 'secret');
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} has the ${found.length === 1 ? 'secret' : 'secrets'} ${enumerate([...new Set(found.flatMap((it) => it.secret ?? []))])} in its environment.`,
        evidence: found.slice(0, 5).map((it) => ({
          where: workload.where,
          path: it.path,
          note: it.name === '*' ? `all of ${it.secret}` : `${it.name} of ${it.secret}`,
        })),
      };
    }
  },
});
