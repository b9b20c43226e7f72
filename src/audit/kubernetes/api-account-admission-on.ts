// SPDX-License-Identifier: Apache-2.0
import { flagCheck, words } from './flag-check.ts';

export const apiAccountAdmissionOn = flagCheck({
  id: 'kubernetes-api-account-admission-on',
  component: 'kube-apiserver',
  title: 'The admission plugin ServiceAccount is on',
  weakness: 'Admission plugin ServiceAccount is off',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'The plugin sets the account of a pod and keeps pods from mounting secrets that are not theirs. Without it, pods run without the checks that tie a token to its pod.',
  remediation: ['Take `ServiceAccount` out of `--disable-admission-plugins`; it is on by default.'],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.12'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0125'] },
  },

  flaw: ({ flags }) =>
    words(flags['disable-admission-plugins']).includes('ServiceAccount')
      ? { flag: 'disable-admission-plugins', says: 'has the admission plugin ServiceAccount switched off' }
      : undefined,
});
