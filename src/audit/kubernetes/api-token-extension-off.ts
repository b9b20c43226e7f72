// SPDX-License-Identifier: Apache-2.0
import { flagCheck, off } from './flag-check.ts';

export const apiTokenExtensionOff = flagCheck({
  id: 'kubernetes-api-token-extension-off',
  component: 'kube-apiserver',
  title: 'Mounted tokens end when they say',
  weakness: 'Mounted tokens are valid for a year',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'By default the API server makes the tokens it mounts valid for a year, so that old programs which read them once keep working. A token that was copied out of a pod, which still runs, is good for as long.',
  remediation: [
    'Find programs that do not reread their token: metric `serviceaccount_stale_tokens_total`, annotation `authentication.k8s.io/stale-token` in the audit log.',
    'Then set `--service-account-extend-token-expiration=false`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.30'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0290'] },
  },

  flaw: ({ flags }) =>
    off(flags['service-account-extend-token-expiration'])
      ? undefined
      : { flag: 'service-account-extend-token-expiration', says: 'makes mounted tokens valid for a year' },
});
