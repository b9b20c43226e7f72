// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { holderSubject, named } from './cluster-settings.ts';
import { strengthOf } from './strong-accounts.ts';

export const dashboardNotPrivileged = defineCheck({
  id: 'kubernetes-dashboard-not-privileged',
  area: 'kubernetes',
  title: 'The dashboard has no rights of its own over the cluster',
  weakness: 'Dashboard with rights of its own',
  severity: 'critical',
  rows: ['A2', 'A4'],
  why: 'The dashboard can be used without a token where its own account has rights ("skip"). Who reaches its page then has these rights.',
  remediation: [
    'Delete the binding of the dashboard account; let people sign in with their own token.',
    'Do not expose the dashboard; use `kubectl port-forward`.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], peers: { kubescape: ['C-0014'] } },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: {
    accounts: {
      default: ['kubernetes-dashboard', 'dashboard-admin', 'admin-user'],
      description: 'names of accounts that dashboards run as or are signed in with',
    },
  },
  *judge(inventory, context) {
    const names = context.settings.list('accounts');
    const { holders } = strengthOf(inventory);
    const bound = inventory.of('kubernetes.power').filter((it) => it.power === 'bound' || it.power === 'unknown-role');
    for (const holder of new Set(bound.map((it) => it.holder))) {
      const [, namespace = '', name = ''] = /^kubernetes:service-account:([^/]+)\/(.+)$/.exec(holder) ?? [];
      if (!names.includes(name) || (name === 'admin-user' && namespace !== 'kubernetes-dashboard')) continue;
      const subject = holderSubject(holder);
      const [first] = holders.get(holder) ?? [];
      if (first !== undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `${named(subject)} of the dashboard has ${first.role}, which could take the cluster over.`,
          severity: name === 'admin-user' ? 'high' : 'critical',
          evidence: [{ where: first.where, note: `${first.role}: ${first.rule}` }],
        };
      } else if (bound.some((it) => it.holder === holder && it.power === 'unknown-role')) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'it is bound to a role that is not among the files; `kubectl get roles,clusterroles -A -o yaml` would tell',
        };
      } else yield { status: 'pass', subject };
    }
  },
});
