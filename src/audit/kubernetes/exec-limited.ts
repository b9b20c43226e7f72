// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const execLimited = powerCheck({
  id: 'kubernetes-exec-limited',
  title: 'Only a few may run commands in pods',
  weakness: 'Somebody may run commands in pods',
  severity: 'high',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'A command in a pod reads the token that is mounted there (`cat /var/run/secrets/kubernetes.io/serviceaccount/token`). Who may exec is every account of the pods in reach.',
  remediation: [
    'Take `pods/exec` out of the role (`create` and `get`); people who debug get it for a time and in one namespace.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0002'],
      'rbac-police': ['pods_exec', 'rce_weak_ns'],
      kubiscan: ['exec'],
      trivy: ['KSV-0053'],
    },
  },
  powers: ['exec'],
  may: 'run commands in pods',
});
