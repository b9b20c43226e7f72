// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const awsAuthChangeLimited = powerCheck({
  id: 'kubernetes-aws-auth-change-limited',
  title: 'Nobody may change which AWS identities administer the cluster',
  weakness: 'Somebody may change aws-auth',
  severity: 'high',
  elsewhere: 'high',
  rows: ['A2', 'U1'],
  why: 'On EKS the config map kube-system/aws-auth says which AWS role is which user and group. One line makes a role of the thief a member of system:masters.',
  remediation: [
    'Take `create`, `update` and `patch` on `configmaps` of kube-system out of the role, or name the ones that are needed with `resourceNames`.',
    'Use access entries (`aws eks create-access-entry`) and set the authentication mode to API, so that the config map is not read any more.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'rbac-police': ['eks_modify_aws_auth'], trivy: ['KSV-0115', 'KSV-0049'], kubescape: ['C-0232'] },
  },
  powers: ['change-aws-auth'],
  may: 'change aws-auth, which on EKS maps any AWS identity to an administrator',
  placeless: true,
});
