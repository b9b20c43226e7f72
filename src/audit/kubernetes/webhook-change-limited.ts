// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const webhookChangeLimited = powerCheck({
  id: 'kubernetes-webhook-change-limited',
  title: 'Only administrators change mutating admission webhooks',
  weakness: 'Somebody may change mutating admission webhooks',
  severity: 'high',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'A mutating admission webhook is sent every object that is written, secrets and requests for tokens among them, and changes them: the account of a pod, the subject of a binding.',
  remediation: [
    'Take `create`, `update` and `patch` on `mutatingwebhookconfigurations` (and `mutatingadmissionpolicies`) out of the role; an operator that renews its own certificate needs `resourceNames` with its own configuration.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.12'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0281'],
      'rbac-police': ['control_webhooks'],
      trivy: ['KSV-0114'],
      kyverno: ['restrict-clusterrole-mutating-validating-admission-webhooks'],
    },
  },
  powers: ['change-webhooks'],
  may: 'change mutating admission webhooks',
});
