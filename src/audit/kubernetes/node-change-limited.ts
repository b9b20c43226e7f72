// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const nodeChangeLimited = powerCheck({
  id: 'kubernetes-node-change-limited',
  title: 'Only the cluster changes nodes',
  weakness: 'Somebody may change nodes and so steer pods',
  severity: 'medium',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'Who may change labels, taints or capacity of nodes steers pods, and the strong tokens in them, onto a node that the thief already holds.',
  remediation: ['Take `update` and `patch` on `nodes` and `nodes/status` out of the role.'],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'rbac-police': ['modify_node_status', 'steal_pods'] },
  },
  powers: ['change-nodes'],
  may: 'change nodes',
});
