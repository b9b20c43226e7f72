// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const networkChangeLimited = powerCheck({
  id: 'kubernetes-network-change-limited',
  title: 'Only deployers change what may talk to what',
  weakness: 'Somebody may change networks in the whole cluster',
  severity: 'medium',
  elsewhere: 'pass',
  rows: ['A2', 'U1'],
  why: 'Who may change services, endpoints or ingresses sends the traffic of a program, and the tokens in it, through a pod of their own; who may change network policies opens the way to the metadata service.',
  remediation: [
    'Take `create`, `update` and `patch` on services, endpoints, ingresses and network policies out of the role, or bind it in single namespaces.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { trivy: ['KSV-0056'], 'rbac-police': ['modify_service_status'] },
  },
  powers: ['change-network'],
  may: 'change services, endpoints, ingresses or network policies',
});
