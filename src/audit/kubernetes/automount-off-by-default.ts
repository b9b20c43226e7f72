// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { admissionOf } from './admission.ts';
import { isSystemNamespace, systemNamespacesSetting } from './cluster-settings.ts';

export const automountOffByDefault = defineCheck({
  id: 'kubernetes-automount-off-by-default',
  area: 'kubernetes',
  title: 'The default service account of a namespace mounts no token',
  weakness: 'Default service account mounts its token into every pod that names no other',
  severity: 'medium',
  rows: ['A4', 'U7'],
  why: 'A pod that names no service account runs as "default". If that account mounts its token, whoever reads a file in any such pod has a credential for the API server, though nobody meant the pod to have one.',
  remediation: [
    'Set `automountServiceAccountToken: false` on the account: `kubectl patch serviceaccount default -n NAMESPACE -p \'{"automountServiceAccountToken":false}\'`.',
    'Give pods that call the API an account of their own.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.5'],
    nsa: ['Kubernetes Hardening Guide 1.2: service account tokens'],
    mitigations: ['M1018'],
    peers: { kubescape: ['C-0189', 'C-0034'], kyverno: ['restrict-sa-automount-sa-token'] },
  },
  needs: [{ kind: 'kubernetes.service-account' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const held = admissionOf(inventory);
    for (const account of inventory.of('kubernetes.service-account')) {
      if (account.name !== 'default' || isSystemNamespace(context, account.namespace)) continue;
      const subject = { kind: 'service-account', id: account.id, name: `${account.namespace}/${account.name}` };
      // Where every pod must say that it wants no token, it does not matter what the account says.
      if (account.automount === false || held(account.namespace, 'pod-automount').state === 'held') {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The service account "default" of namespace ${account.namespace} mounts its token into every pod that names no account of its own.`,
        evidence: [
          {
            where: account.where,
            path: [...(account.where.path ?? []), 'automountServiceAccountToken'],
            note:
              account.automount === true
                ? 'automountServiceAccountToken is true'
                : 'automountServiceAccountToken is not set, which means true',
          },
        ],
        ...(account.live === true
          ? {
              next: [
                `\`kubectl patch serviceaccount default -n ${account.namespace} -p '{"automountServiceAccountToken":false}'\``,
              ],
            }
          : {
              fix: {
                safety: 'unsafe',
                title: 'set automountServiceAccountToken: false',
                file: account.where.file,
                document: account.where.document ?? 0,
                changes: [
                  { op: 'set', path: [...(account.where.path ?? []), 'automountServiceAccountToken'], value: false },
                ],
              },
            }),
      };
    }
  },
});
