// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const controllerManagerSigningKeySet = flagCheck({
  id: 'kubernetes-controller-manager-signing-key-set',
  component: 'kube-controller-manager',
  title: 'The controller manager has the key for tokens',
  weakness: 'Controller manager has no key of its own for tokens',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'Tokens of token secrets are signed with this key. Where none is set for the purpose, keys cannot be changed after a theft without changing others.',
  remediation: [
    'Set `--service-account-private-key-file` on kube-controller-manager to the key that belongs to `--service-account-key-file` of kube-apiserver.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.3.4'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0147'] },
  },

  flaw: ({ flags }) =>
    flags['service-account-private-key-file'] === undefined
      ? { flag: 'service-account-private-key-file', says: 'has no key of its own for tokens' }
      : undefined,
});
