// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const rbacChangeLimited = powerCheck({
  id: 'kubernetes-rbac-change-limited',
  title: 'Only administrators change roles and bindings',
  weakness: 'Somebody may change roles or bindings',
  severity: 'medium',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'Who may write bindings passes everything that the stolen account can do on to an account of their own, and so stays after the token was revoked.',
  remediation: ['Keep `create`, `update` and `patch` on roles and bindings to the few who administer the cluster.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: {
      krane: ['subjects-with-rbac-management'],
      kubiscan: ['bind'],
      trivy: ['KSV-0050', 'KSV-0051', 'KSV-0052'],
    },
  },
  powers: ['change-rbac'],
  may: 'change roles or bindings',
});
