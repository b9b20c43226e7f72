// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const certificateApprovalLimited = powerCheck({
  id: 'kubernetes-certificate-approval-limited',
  title: 'Nobody can have client certificates signed for any user',
  weakness: 'Somebody can have client certificates signed for any user',
  severity: 'critical',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'Who may approve requests and sign for kube-apiserver-client has a certificate made for any user or group, system:masters among them. Client certificates cannot be revoked.',
  remediation: [
    'Separate who asks from who approves: take `create` on `certificatesigningrequests` or `update` on `certificatesigningrequests/approval` out of the role.',
    'Limit `approve` on `signers` with `resourceNames` to the signer that is needed, as in `kubernetes.io/kubelet-serving`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.11'],
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0280'], 'rbac-police': ['approve_csrs'], kyverno: ['restrict-clusterrole-csr'] },
  },
  powers: ['approve-certificates', 'approve-others-certificates'],
  may: 'approve certificate requests',
});
