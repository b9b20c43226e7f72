// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isSystemNamespace, systemNamespacesSetting } from './cluster-settings.ts';
import { strengthOf } from './strong-accounts.ts';

export const tokenSecretsAvoided = defineCheck({
  id: 'kubernetes-token-secrets-avoided',
  area: 'kubernetes',
  title: 'No token is kept in a secret',
  weakness: 'Token that never expires, kept in a secret',
  severity: 'medium',
  rows: ['A4', 'A6', 'U1'],
  why: 'A token in a secret never ends, is bound to no pod, and everybody who may read the secret has it, as has every backup. Only deleting the secret stops it.',
  remediation: [
    'Find who uses it: the audit log annotation `authentication.k8s.io/legacy-token`, and the label `kubernetes.io/legacy-token-last-used` of the secret.',
    'Give programs inside a projected token, and programs outside a federated login or `kubectl create token --duration=1h` in each run.',
    'Then `kubectl delete secret NAME -n NAMESPACE`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.6'],
    mitigations: ['M1018', 'M1047'],
    peers: {
      'rbac-police': ['retrieve_token_secrets'],
      kyverno: ['deny-secret-service-account-token-type', 'check-serviceaccount-secrets'],
    },
  },
  needs: [{ kind: 'kubernetes.secret' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const { holders } = strengthOf(inventory);
    for (const secret of inventory.of('kubernetes.secret')) {
      const subject = { kind: 'secret', id: secret.id, name: `${secret.namespace}/${secret.name}` };
      if (secret.type !== 'kubernetes.io/service-account-token') {
        yield { status: 'pass', subject };
        continue;
      }
      if (isSystemNamespace(context, secret.namespace)) continue;
      const account = secret.serviceAccount ?? 'an account';
      const strong = holders.has(`kubernetes:service-account:${secret.namespace}/${account}`);
      yield {
        status: 'fail',
        subject,
        summary: `The secret ${subject.name} holds a token of ${account} that never expires${strong ? ', and the account could take the cluster over' : ''}.`,
        severity: secret.invalidSince !== undefined ? 'low' : strong ? 'high' : 'medium',
        evidence: [
          {
            where: secret.where,
            path: [...(secret.where.path ?? []), 'type'],
            note:
              secret.invalidSince === undefined
                ? 'type is kubernetes.io/service-account-token'
                : `marked as invalid since ${secret.invalidSince}, as nobody used it`,
          },
        ],
      };
    }
  },
});
