// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const nodeProxyLimited = powerCheck({
  id: 'kubernetes-node-proxy-limited',
  title: 'Nobody reaches kubelets through the API server',
  weakness: 'Somebody may talk to kubelets through the API server',
  severity: 'critical',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'nodes/proxy leads to the kubelet API, which runs commands in every pod of the node and is not in the audit log. Even get is enough, as commands run over a websocket begin with a GET. All tokens of the node can be read.',
  remediation: [
    'Take `nodes/proxy` out of the role; monitoring needs `nodes/metrics` and `nodes/stats` only.',
    'From Kubernetes 1.33 on, turn on the fine-grained kubelet authorization and grant `nodes/metrics`, `nodes/healthz`, `nodes/pods` instead.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.10'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0279'],
      'rbac-police': ['nodes_proxy'],
      kubiscan: ['nodes-proxy'],
      trivy: ['KSV-0047'],
      kyverno: ['restrict-clusterrole-nodesproxy'],
    },
  },
  powers: ['nodes-proxy'],
  may: 'talk to kubelets',
});
