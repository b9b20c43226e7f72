// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const kubeletAuthorizationOn = flagCheck({
  id: 'kubernetes-kubelet-authorization-on',
  component: 'kubelet',
  title: 'Kubelets ask the API server who may do what',
  weakness: 'Kubelet allows everything to everybody it knows',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'With AlwaysAllow any credential that the kubelet accepts, as that of any service account, runs commands in every pod of the node.',
  remediation: ['Set `authorization.mode: Webhook` in the KubeletConfiguration (or `--authorization-mode=Webhook`).'],
  mappings: {
    cis: ['Kubernetes 1.12 4.2.2'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0173'] },
  },

  flaw: ({ flags }) =>
    (flags['authorization-mode'] ?? 'AlwaysAllow') === 'AlwaysAllow'
      ? { flag: 'authorization-mode', says: 'allows everything to everybody it knows' }
      : undefined,
});
