// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject, named, subjectText } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders, notRead } from './power-check.ts';
import { strengthOf } from './strong-accounts.ts';

export const clusterAdminLimited = defineCheck({
  id: 'kubernetes-cluster-admin-limited',
  area: 'kubernetes',
  title: 'Only named administrators may do everything',
  weakness: 'Somebody may do everything',
  severity: 'critical',
  rows: ['A2', 'A6', 'U1'],
  why: 'Whoever steals a token that may do everything has the cluster: every secret, every account, every node. A service account with such rights is one readable file away from that.',
  remediation: [
    'List what the account does (`tokenward audit` with an audit log shows it) and bind a role with that instead.',
    'Name the people who administer the cluster in the setting `administrators` of this check, as groups of your identity provider.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.1'],
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0185', 'C-0035', 'C-0187'],
      'rbac-police': ['cluster_admin'],
      trivy: ['KSV-0111', 'KSV-0044', 'KSV-0046', 'KSV-0112'],
      kyverno: ['restrict-binding-clusteradmin', 'block-cluster-admin-from-ns'],
    },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: {
    builtIn: builtInSetting,
    administrators: {
      default: [],
      description: 'who is meant to administer the cluster, as "Group platform-admins" or "User anna@example.com"',
    },
  },
  *judge(inventory, context) {
    const meant = context.settings.list('administrators');
    const strength = strengthOf(inventory);
    for (const [holder, all] of judgedHolders(inventory, context)) {
      const [first] = all;
      if (first === undefined) continue;
      const subject = holderSubject(holder);
      const found = all.filter((it) => it.power === 'everything');
      if (found.length === 0 || meant.includes(subjectText(first.subject))) {
        if (!all.some((it) => it.power === 'unknown-role')) yield { status: 'pass', subject };
        continue;
      }
      const wide = found.some((it) => it.namespace === undefined);
      const strong = found.some((it) => it.namespace !== undefined && strength.namespaces.has(it.namespace));
      const spaces = enumerate([...new Set(found.flatMap((it) => it.namespace ?? []))]);
      yield {
        status: 'fail',
        subject,
        summary: `${named(subject)} may do everything ${wide ? 'in the whole cluster' : `in the namespace ${spaces}`}, by ${enumerate([...new Set(found.map(({ role }) => role))])}.`,
        severity: wide || strong ? (subject.kind === 'service-account' ? 'critical' : 'high') : 'medium',
        evidence: found
          .slice(0, 5)
          .flatMap((it) => [...bindingEvidence(inventory, it), { where: it.where, note: `${it.role}: ${it.rule}` }]),
      };
    }
    yield* notRead(inventory, context);
  },
});
