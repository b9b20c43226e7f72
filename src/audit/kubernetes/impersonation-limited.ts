// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const impersonationLimited = powerCheck({
  id: 'kubernetes-impersonation-limited',
  title: 'Nobody may act as another user, group or account',
  weakness: 'Somebody may act as somebody else',
  severity: 'critical',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'Impersonation turns one stolen token into any identity that the rule covers: with groups in reach, into system:masters, which no role can limit.',
  remediation: [
    'Take the verb `impersonate` out of the role, or limit it with `resourceNames` to single users that are no administrators.',
    'People who debug rights can use `kubectl auth can-i --as` with an account made for it.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.8'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0191', 'C-0065'],
      'rbac-police': ['impersonate'],
      kubiscan: ['impersonate-groups'],
      trivy: ['KSV-0043'],
      kyverno: ['restrict-escalation-verbs-roles'],
    },
  },
  powers: ['impersonate-users', 'impersonate-accounts'],
  may: 'act as others',
});
