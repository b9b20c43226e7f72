// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const bindLimited = powerCheck({
  id: 'kubernetes-bind-limited',
  title: 'Nobody may bind roles beyond their own rights',
  weakness: 'Somebody may bind roles that they do not have',
  severity: 'critical',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'Kubernetes lets people hand out only what they have, except with the verb bind. A thief with it binds cluster-admin to the stolen account.',
  remediation: ['Take `bind` out of the role, or limit it with `resourceNames` to roles that may be handed out.'],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.8'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0191'],
      'rbac-police': ['bind_roles'],
      krane: ['subjects-with-rbac-management'],
      kubiscan: ['bind'],
      trivy: ['KSV-0051', 'KSV-0055'],
      kyverno: ['restrict-escalation-verbs-roles'],
    },
  },
  powers: ['bind'],
  may: 'give out roles that it does not have itself',
});
