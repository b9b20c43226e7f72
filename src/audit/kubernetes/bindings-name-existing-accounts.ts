// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isSystemNamespace, systemNamespacesSetting } from './cluster-settings.ts';
import { accountsAreComplete } from './workloads.ts';

export const bindingsNameExistingAccounts = defineCheck({
  id: 'kubernetes-bindings-name-existing-accounts',
  area: 'kubernetes',
  title: 'Bindings name service accounts that exist',
  weakness: 'Binding to a service account that does not exist',
  severity: 'low',
  rows: ['A2', 'U3'],
  why: 'The rights wait for an account of that name. Whoever may make service accounts in the namespace makes it and has them.',
  remediation: ['Take the subject out of the binding, or delete the binding if no other subject is left.'],
  mappings: { mitigations: ['M1018'], peers: { krane: ['subjects-with-non-existing-roles'], kubescape: ['C-0307'] } },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const binding of inventory.of('kubernetes.binding')) {
      const accounts = binding.subjects.filter(({ kind }) => kind === 'ServiceAccount');
      if (accounts.length === 0) continue;
      const subject = { kind: 'binding', id: binding.id, name: binding.name };
      const missing = accounts.filter(
        ({ namespace = 'default', name }) =>
          !isSystemNamespace(context, namespace) &&
          name !== 'default' &&
          inventory.find('kubernetes.service-account', `kubernetes:service-account:${namespace}/${name}`) === undefined,
      );
      const gone = missing.filter(({ namespace = 'default' }) => accountsAreComplete(inventory, namespace));
      const [first] = gone;
      if (first !== undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `The ${binding.type} ${binding.name} gives ${binding.role.type} ${binding.role.name} to the service account ${first.namespace}/${first.name}, which does not exist.`,
          evidence: gone.map((it) => ({
            where: binding.where,
            path: [...(binding.where.path ?? []), 'subjects', binding.subjects.indexOf(it)],
            note: `no account ${it.namespace}/${it.name}`,
          })),
        };
      } else if (missing[0] !== undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `the account ${missing[0].namespace}/${missing[0].name} is not among the files; \`kubectl get serviceaccounts -A -o yaml\` would tell whether it exists`,
        };
      } else yield { status: 'pass', subject };
    }
  },
});
