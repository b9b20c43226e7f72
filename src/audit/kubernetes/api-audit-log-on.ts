// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const apiAuditLogOn = flagCheck({
  id: 'kubernetes-api-audit-log-on',
  component: 'kube-apiserver',
  title: 'The API server writes an audit log',
  weakness: 'API server writes no audit log',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'Without an audit log nobody sees a stolen token being used, and nobody can tell which rights an account needs.',
  remediation: [
    'Set `--audit-policy-file` and `--audit-log-path` (or `--audit-webhook-config-file`); the level Metadata is enough to see who used which token.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.16'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0067', 'C-0130'] },
  },

  flaw: ({ flags }) =>
    flags['audit-log-path'] === undefined && flags['audit-webhook-config-file'] === undefined
      ? { flag: 'audit-log-path', says: 'writes no audit log' }
      : flags['audit-policy-file'] === undefined
        ? { flag: 'audit-policy-file', says: 'has no audit policy, and so logs nothing' }
        : undefined,
});
