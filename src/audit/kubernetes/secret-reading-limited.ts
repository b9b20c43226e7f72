// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const secretReadingLimited = powerCheck({
  id: 'kubernetes-secret-reading-limited',
  title: 'Only those who need it may read secrets',
  weakness: 'Somebody may read secrets',
  severity: 'high',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'Secrets hold database passwords, keys of clouds and long-lived tokens of other accounts. Whoever may get one by name, or change one (the answer shows all of it), has what is inside.',
  remediation: [
    'Take `get`, `update` and `patch` on `secrets` out of the role, or name the secrets with `resourceNames`.',
    'Mount a secret into the pod that needs it; that takes no right on the API.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.2'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0186', 'C-0015'],
      'rbac-police': ['retrieve_token_secrets', 'obtain_token_weak_ns'],
      kubiscan: ['secrets'],
      trivy: ['KSV-0041', 'KSV-0113'],
      kyverno: ['restrict-secret-role-verbs'],
    },
  },
  powers: ['get-secrets', 'change-secrets'],
  may: 'read secrets',
});
