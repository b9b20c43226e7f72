// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const apiAccountKeySet = flagCheck({
  id: 'kubernetes-api-account-key-set',
  component: 'kube-apiserver',
  title: 'Tokens of service accounts are signed with a key of their own',
  weakness: 'Tokens are not checked with a key of their own',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Without a key of its own the API server checks tokens with its TLS key: whoever reads that key signs a token for any account, and the keys cannot be changed apart.',
  remediation: [
    'Make a key pair (`openssl genrsa -out sa.key 4096`) and set `--service-account-key-file` and `--service-account-signing-key-file` of kube-apiserver and `--service-account-private-key-file` of kube-controller-manager.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.22'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0136'] },
  },

  flaw: ({ flags }) =>
    flags['service-account-key-file'] === undefined
      ? { flag: 'service-account-key-file', says: 'has no key of its own for tokens' }
      : flags['service-account-key-file'] === flags['tls-private-key-file']
        ? { flag: 'service-account-key-file', says: 'uses its TLS key for tokens' }
        : undefined,
});
