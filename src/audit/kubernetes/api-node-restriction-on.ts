// SPDX-License-Identifier: Apache-2.0
import { flagCheck, words } from './flag-check.ts';

export const apiNodeRestrictionOn = flagCheck({
  id: 'kubernetes-api-node-restriction-on',
  component: 'kube-apiserver',
  title: 'A node can only act for itself',
  weakness: 'A node can act for other nodes',
  severity: 'high',
  rows: ['A1', 'A4'],
  why: 'Without NodeRestriction and the Node authorizer, the credential of one kubelet asks for tokens of pods on any node and changes any node: one container escape is the whole cluster.',
  remediation: ['Add `NodeRestriction` to `--enable-admission-plugins`, and have `Node` in `--authorization-mode`.'],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.14'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0127'], 'rbac-police': ['token_request'] },
  },

  flaw: ({ flags }) =>
    !words(flags['enable-admission-plugins'] ?? flags['admission-control']).includes('NodeRestriction')
      ? { flag: 'enable-admission-plugins', says: 'does not limit nodes to themselves (no NodeRestriction)' }
      : undefined,
});
