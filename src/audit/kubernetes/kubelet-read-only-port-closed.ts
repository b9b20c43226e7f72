// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const kubeletReadOnlyPortClosed = flagCheck({
  id: 'kubernetes-kubelet-read-only-port-closed',
  component: 'kubelet',
  title: 'The read-only port of kubelets is closed',
  weakness: 'Read-only port of a kubelet is open',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Port 10255 tells everybody on the network which pods run where, with their environment: the map that a thief of tokens needs, and now and then a credential.',
  remediation: ['Set `readOnlyPort: 0` in the KubeletConfiguration (or `--read-only-port=0`).'],
  mappings: {
    cis: ['Kubernetes 1.12 4.2.4'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0175'] },
  },

  flaw: ({ flags }) =>
    (flags['read-only-port'] ?? '10255') === '0'
      ? undefined
      : { flag: 'read-only-port', says: `has its read-only port open (${flags['read-only-port'] ?? '10255'})` },
});
