// SPDX-License-Identifier: Apache-2.0
import { flagCheck, off } from './flag-check.ts';

export const apiAccountLookupOn = flagCheck({
  id: 'kubernetes-api-account-lookup-on',
  component: 'kube-apiserver',
  title: 'The API server checks that the account of a token still exists',
  weakness: 'Tokens of deleted service accounts work',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'Without the lookup, a token stays valid after its secret, pod or account was deleted: the one thing that stops a stolen token does nothing.',
  remediation: [
    'Take `--service-account-lookup=false` out of /etc/kubernetes/manifests/kube-apiserver.yaml; true is the default.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.21'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0135'] },
  },

  flaw: ({ flags }) =>
    off(flags['service-account-lookup'])
      ? { flag: 'service-account-lookup', says: 'does not check whether the account of a token still exists' }
      : undefined,
});
