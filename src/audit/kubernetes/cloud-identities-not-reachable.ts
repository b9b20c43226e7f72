// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject } from './cluster-settings.ts';
import { judgedHolders } from './power-check.ts';

/** Powers in a namespace that make somebody one of its accounts. */
const become: ReadonlySet<string> = new Set([
  'mint-token',
  'create-pods',
  'change-controllers',
  'issue-token-secret',
  'exec',
  'ephemeral-containers',
]);

export const cloudIdentitiesNotReachable = defineCheck({
  id: 'kubernetes-cloud-identities-not-reachable',
  area: 'kubernetes',
  title: 'Accounts that become a cloud identity can be taken by nobody else',
  weakness: 'Account with a cloud identity that others can become',
  severity: 'high',
  rows: ['A2', 'A6', 'U1'],
  why: 'The token of such an account is exchanged for one of AWS, Google or Azure. Whoever may start a pod as it, run a command in its pod or issue its token leaves the cluster with the rights of the cloud identity.',
  remediation: [
    'Give the account a namespace of its own, in which nobody but the deployer may create pods, exec or issue tokens.',
    'Never annotate the account "default".',
    'Limit the trust of the cloud role to this one account (`system:serviceaccount:NAMESPACE:NAME`), and its permissions to what is used.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'rbac-police': ['providerIAM'], kubescape: ['C-0225', 'C-0239'] },
  },
  needs: [{ kind: 'kubernetes.service-account' }, { kind: 'kubernetes.binding' }],
  settings: {
    builtIn: builtInSetting,
    deployers: {
      default: [],
      description: 'who deploys and may therefore become accounts, by name: "ci/deployer", "anna@example.com"',
    },
  },
  *judge(inventory, context) {
    const deployers = context.settings.list('deployers');
    const holders = judgedHolders(inventory, context);
    for (const account of inventory.of('kubernetes.service-account')) {
      const [annotation] = Object.entries(account.annotations);
      const association = inventory
        .of('kubernetes.pod-identity')
        .find((it) => it.namespace === account.namespace && it.serviceAccount === account.name);
      const becomes = annotation?.[1] ?? association?.role;
      if (becomes === undefined) continue;
      const subject = holderSubject(account.id);
      const others = new Map<string, string>();
      for (const [holder, powers] of holders) {
        const name = holderSubject(holder).name ?? holder;
        if (holder === account.id || deployers.includes(name)) continue;
        // Who may do everything in the cluster is judged for that.
        if (powers.some((it) => it.power === 'everything' && it.namespace === undefined)) continue;
        const found = powers.find(
          (it) =>
            become.has(it.power) &&
            (it.namespace === undefined || it.namespace === account.namespace) &&
            (it.names === undefined || it.names.includes(account.name)),
        );
        if (found !== undefined) others.set(name, found.role);
      }
      const evidence = [
        annotation === undefined
          ? { where: association?.where ?? account.where, note: `becomes ${becomes}` }
          : {
              where: account.where,
              path: [...(account.where.path ?? []), 'metadata', 'annotations', annotation[0]],
              note: `becomes ${becomes}`,
            },
      ];
      if (account.name === 'default') {
        yield {
          status: 'fail',
          subject,
          summary: `Every pod of ${account.namespace} that names no account becomes ${becomes}, as its default account does.`,
          evidence,
        };
      } else if (others.size > 0) {
        yield {
          status: 'fail',
          subject,
          summary: `${enumerate([...others.keys()], 3)} can become the service account ${account.namespace}/${account.name}, and with it ${becomes}.`,
          evidence: [
            ...evidence,
            ...[...others]
              .slice(0, 4)
              .map(([name, role]) => ({ where: account.where, note: `${name} has ${role} here` })),
          ],
        };
      } else if (
        inventory
          .of('kubernetes.power')
          .some((it) => it.power === 'unknown-role' && (it.namespace ?? account.namespace) === account.namespace)
      ) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'roles that are bound here are not among the files; `kubectl get roles,clusterroles -A -o yaml` would tell who can become it',
        };
      } else yield { status: 'pass', subject };
    }
  },
});
