// SPDX-License-Identifier: Apache-2.0
import { flagCheck } from './flag-check.ts';

export const controllersHaveOwnAccounts = flagCheck({
  id: 'kubernetes-controllers-have-own-accounts',
  component: 'kube-controller-manager',
  title: 'Each controller has an account of its own',
  weakness: 'All controllers share one account',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Without it all controllers act with the rights of all of them together, so a token taken from one is good for everything that any controller may do.',
  remediation: ['Set `--use-service-account-credentials=true` on kube-controller-manager.'],
  mappings: {
    cis: ['Kubernetes 1.12 1.3.3'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0146'] },
  },

  flaw: ({ flags }) =>
    flags['use-service-account-credentials'] !== 'true'
      ? { flag: 'use-service-account-credentials', says: 'lets all controllers share one account' }
      : undefined,
});
