// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const escalateLimited = powerCheck({
  id: 'kubernetes-escalate-limited',
  title: 'Nobody may put rights into roles beyond their own',
  weakness: 'Somebody may put any right into a role',
  severity: 'critical',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'With escalate a thief writes any right into a role that the stolen account is bound to already. No new binding shows up.',
  remediation: ['Take `escalate` out of the role.'],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.8'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0191'],
      'rbac-police': ['escalate_roles'],
      trivy: ['KSV-0050'],
      kyverno: ['restrict-escalation-verbs-roles'],
    },
  },
  powers: ['escalate'],
  may: 'put rights into roles that it does not have itself',
});
