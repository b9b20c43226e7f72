// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const kubeletAnonymousOff = flagCheck({
  id: 'kubernetes-kubelet-anonymous-off',
  component: 'kubelet',
  title: 'Kubelets answer nobody without a credential',
  weakness: 'Kubelet answers anonymous requests',
  severity: 'critical',
  rows: ['A1', 'A4'],
  why: 'A kubelet that answers anonymous requests runs commands in pods for anybody who reaches port 10250, and so gives away every token of the node.',
  remediation: [
    'Set `authentication.anonymous.enabled: false` in the KubeletConfiguration (or `--anonymous-auth=false`) and restart the kubelet.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 4.2.1'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0069', 'C-0172'] },
  },

  flaw: ({ flags }) =>
    flags['anonymous-auth'] === 'false' ? undefined : { flag: 'anonymous-auth', says: 'answers anonymous requests' },
});
