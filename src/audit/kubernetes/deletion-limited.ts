// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const deletionLimited = powerCheck({
  id: 'kubernetes-deletion-limited',
  title: 'Only deployers delete workloads',
  weakness: 'Somebody may delete workloads in the whole cluster',
  severity: 'medium',
  elsewhere: 'informational',
  rows: ['A2', 'U1'],
  why: 'Who may delete pods makes the scheduler place them anew, on a node the thief holds, and stops the programs that watch for theft.',
  remediation: [
    'Take `delete` and `deletecollection` on pods and workloads out of the role, or bind it in single namespaces.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0007'], 'rbac-police': ['steal_pods'], kubiscan: ['any-resource'] },
  },
  powers: ['delete-workloads'],
  may: 'delete workloads',
});
