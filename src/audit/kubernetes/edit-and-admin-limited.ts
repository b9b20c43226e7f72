// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject, named } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders } from './power-check.ts';
import { strengthOf } from './strong-accounts.ts';

const broad: ReadonlySet<string> = new Set(['ClusterRole admin', 'ClusterRole edit']);

export const editAndAdminLimited = defineCheck({
  id: 'kubernetes-edit-and-admin-limited',
  area: 'kubernetes',
  title: 'The roles edit and admin are bound only in namespaces without strong accounts',
  weakness: 'Bound to edit or admin, which include every account and secret of the namespace',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'edit sounds harmless, but reads and writes secrets, starts pods as any account, runs commands in pods, acts as accounts and issues their tokens. A thief with it is every account of the namespace, and of every namespace if it is bound in the cluster.',
  remediation: [
    'Replace a ClusterRoleBinding to `edit` or `admin` by RoleBindings in the namespaces that are meant.',
    'For people who only look, bind `view`; for pipelines, a Role with the kinds that they deploy.',
    'Move strong accounts (operators, ingress, certificates) into namespaces of their own.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.2', 'Kubernetes 1.12 5.1.4', 'Kubernetes 1.12 5.1.8', 'Kubernetes 1.12 5.1.13'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0035', 'C-0272'],
      'rbac-police': ['obtain_token_weak_ns', 'rce_weak_ns'],
      trivy: ['KSV-0112'],
    },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    const strength = strengthOf(inventory);
    for (const [holder, all] of judgedHolders(inventory, context)) {
      const [first] = all;
      if (first === undefined) continue;
      const subject = holderSubject(holder);
      const found = all.filter((it) => it.power === 'bound' && broad.has(it.role));
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      const wide = found.some((it) => it.namespace === undefined);
      const spaces = [...new Set(found.flatMap((it) => it.namespace ?? []))];
      const strong = spaces.filter(
        (it) => strength.namespaces.has(it) && !holder.startsWith(`kubernetes:service-account:${it}/`),
      );
      const where = wide ? 'in the whole cluster' : `in ${enumerate(spaces)}`;
      const because = wide || strong.length === 0 ? '' : `, where strong accounts are (${enumerate(strong)})`;
      yield {
        status: 'fail',
        subject,
        summary: `${named(subject)} has ${enumerate([...new Set(found.map(({ role }) => role))])} ${where}${because}, and with it every secret and service account there.`,
        severity: wide || strong.length > 0 ? 'high' : 'low',
        evidence: found.slice(0, 5).flatMap((it) => bindingEvidence(inventory, it)),
      };
    }
    if (
      inventory.of('kubernetes.role').length === 0 &&
      inventory.of('kubernetes.power').every((it) => it.power === 'unknown-role')
    ) {
      yield {
        status: 'unknown',
        subject: { kind: 'role', id: 'kubernetes:roles-not-read', name: 'roles that were not read' },
        reason:
          'no role was read, so which accounts are strong is not known; `kubectl get roles,clusterroles -A -o yaml` would tell',
      };
    }
  },
});
