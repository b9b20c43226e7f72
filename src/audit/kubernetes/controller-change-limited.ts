// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const controllerChangeLimited = powerCheck({
  id: 'kubernetes-controller-change-limited',
  title: 'Only the pipeline changes workloads where strong accounts are',
  weakness: 'Somebody may start pods as any account through a workload',
  severity: 'critical',
  elsewhere: 'pass',
  rows: ['A2', 'U1'],
  why: 'Deployments, jobs, cron jobs and the other controllers make pods from a template, and the template names the account. Changing one is as good as creating a pod as that account.',
  remediation: [
    'Limit `create`, `update` and `patch` on workloads to the deployer of each namespace.',
    'Check at admission which accounts a workload may name.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.4'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      'rbac-police': ['assign_sa'],
      kubiscan: ['controllers'],
      trivy: ['KSV-0048'],
      kyverno: ['restrict-pod-controller-serviceaccount-updates'],
    },
  },
  powers: ['change-controllers'],
  may: 'start pods as any service account through deployments, jobs and the like',
});
