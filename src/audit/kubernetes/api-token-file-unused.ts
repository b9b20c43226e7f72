// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const apiTokenFileUnused = flagCheck({
  id: 'kubernetes-api-token-file-unused',
  component: 'kube-apiserver',
  title: 'The API server takes no tokens from a file',
  weakness: 'API server takes tokens from a file',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'A static token file holds tokens in plain text that never expire and can only be taken back by restarting the API server. A copy of the file in a backup is enough to act as the user.',
  remediation: [
    'Take `--token-auth-file` out of /etc/kubernetes/manifests/kube-apiserver.yaml and delete the file.',
    'Give the users of the file certificates, or sign them in over OpenID Connect.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.2'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0114'] },
  },

  flaw: ({ flags }) =>
    flags['token-auth-file'] === undefined
      ? undefined
      : { flag: 'token-auth-file', says: 'takes tokens that never expire from a file' },
});
