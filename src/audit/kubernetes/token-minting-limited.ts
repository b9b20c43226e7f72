// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const tokenMintingLimited = powerCheck({
  id: 'kubernetes-token-minting-limited',
  title: 'Only controllers may issue tokens of service accounts',
  weakness: 'Somebody may issue tokens of service accounts',
  severity: 'critical',
  elsewhere: 'medium',
  rows: ['A2', 'U1'],
  why: 'With create on serviceaccounts/token a thief asks the API server for a fresh token of any account in reach, valid as long as the server allows and from anywhere. No pod has to be touched, and the new token outlives the one that was stolen first.',
  remediation: [
    'Take `create` on `serviceaccounts/token` out of the role, or limit it with `resourceNames` to the one account that is meant.',
    'Where a workload needs a token of its own account, mount a projected volume (`serviceAccountToken`) instead.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.13'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0282'],
      'rbac-police': ['token_request', 'obtain_token_weak_ns'],
      prowler: ['rbac_minimize_service_account_token_creation'],
    },
  },
  powers: ['mint-token'],
  may: 'issue tokens of service accounts',
});
