// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const secretListingLimited = powerCheck({
  id: 'kubernetes-secret-listing-limited',
  title: 'Nobody lists secrets of the whole cluster',
  weakness: 'Somebody may list secrets, which shows what is in them',
  severity: 'high',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'A list of secrets comes with their values: one call hands a thief every password and token of the namespace, or of the cluster.',
  remediation: [
    'Take `list` and `watch` on `secrets` out of the role; `get` with `resourceNames` is enough for a program that knows its secret.',
    'Operators that watch secrets: give them a Role in the namespaces they serve instead of a ClusterRole.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.2'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0186', 'C-0015'],
      'rbac-police': ['list_secrets'],
      kubiscan: ['secrets'],
      trivy: ['KSV-0041'],
      kyverno: ['restrict-secret-role-verbs'],
    },
  },
  powers: ['list-secrets'],
  may: 'list secrets with all that is in them',
});
