// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const podCreationLimited = powerCheck({
  id: 'kubernetes-pod-creation-limited',
  title: 'Only controllers create pods where strong accounts are',
  weakness: 'Somebody may start pods as any account',
  severity: 'critical',
  elsewhere: 'pass',
  rows: ['A2', 'U1'],
  why: 'A pod runs as the account that its maker writes into it, and its token lies in a file of that pod. Who may create pods in a namespace is every account of it.',
  remediation: [
    'Take `create` on `pods` out of the role; people deploy through a pipeline and controllers.',
    'Keep strong accounts in a namespace of their own, where nobody else may create pods.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.4'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0188'],
      'rbac-police': ['assign_sa', 'rce_weak_ns'],
      kubiscan: ['create-pod'],
      trivy: ['KSV-0048'],
    },
  },
  powers: ['create-pods'],
  may: 'start pods as any service account',
});
