// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const tokenSecretIssuingLimited = powerCheck({
  id: 'kubernetes-token-secret-issuing-limited',
  title: 'Nobody can make a token secret for another account and read it',
  weakness: 'Somebody can make and read a token secret of any account',
  severity: 'critical',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'A secret of type kubernetes.io/service-account-token is filled by the cluster with a token that never expires. Who may create one and read it, by itself or through a pod, owns every account of the namespace for good.',
  remediation: [
    'Split the role: creating secrets and reading them are rarely needed by the same account.',
    'Deny the type `kubernetes.io/service-account-token` at admission, for example with a ValidatingAdmissionPolicy on `secrets`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.2'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      'rbac-police': ['issue_token_secrets'],
      trivy: ['KSV-0041'],
      kyverno: ['deny-secret-service-account-token-type'],
    },
  },
  powers: ['issue-token-secret'],
  may: 'make token secrets for accounts and read them',
});
