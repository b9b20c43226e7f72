// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const validatingWebhookChangeLimited = powerCheck({
  id: 'kubernetes-validating-webhook-change-limited',
  title: 'Only administrators change validating admission webhooks',
  weakness: 'Somebody may change validating admission webhooks',
  severity: 'medium',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'A validating admission webhook cannot change what is written, but it is shown it: secrets with their content, and the tokens that programs send in to have them reviewed. One more webhook that always agrees is an ear that nobody notices; a changed one no longer refuses what policies forbid.',
  remediation: [
    'Take `create`, `update` and `patch` on `validatingwebhookconfigurations` out of the role; an operator that renews its own certificate needs `resourceNames` with its own configuration.',
    'See where the webhooks that are there send objects: `kubectl get validatingwebhookconfigurations -o yaml`.',
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
  powers: ['change-validating-webhooks'],
  heldBy: ['change-webhooks'],
  may: 'change validating admission webhooks, which are shown secrets as they are written,',
});
