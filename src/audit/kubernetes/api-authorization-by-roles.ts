// SPDX-License-Identifier: Apache-2.0
import { type Flags, type Flaw, flagCheck, words } from './flag-check.ts';

export const apiAuthorizationByRoles = flagCheck({
  id: 'kubernetes-api-authorization-by-roles',
  component: 'kube-apiserver',
  title: 'The API server decides by roles',
  weakness: 'API server does not decide by roles',
  severity: 'critical',
  rows: ['A1', 'A4'],
  why: 'With AlwaysAllow every token may do everything. Without RBAC the roles in the cluster say nothing about what a stolen token can do; ABAC rules sit in a file that nobody reviews.',
  remediation: ['Set `--authorization-mode=Node,RBAC`.'],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.6', 'Kubernetes 1.12 1.2.8'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0088', 'C-0118', 'C-0120'] },
  },

  flaw: ({ flags }) => judgeModes(flags),
});

function judgeModes(flags: Flags): Flaw | undefined {
  if (flags['authorization-config'] !== undefined) return undefined;
  const flag = 'authorization-mode';
  const modes = words(flags[flag] ?? 'AlwaysAllow');
  if (modes.includes('AlwaysAllow')) return { flag, says: 'allows everything to everybody (AlwaysAllow)' };
  if (!modes.includes('RBAC')) return { flag, says: `decides by ${modes.join(', ')} and not by roles` };
  return undefined;
}
