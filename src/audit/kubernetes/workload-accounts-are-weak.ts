// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';
import { builtInSetting, enumerate, isBuiltIn, systemNamespacesSetting } from './cluster-settings.ts';
import { once } from './power-check.ts';
import { strengthOf } from './strong-accounts.ts';
import {
  accountIdOf,
  accountOf,
  mountOf,
  podSpecField,
  workloadSubject,
  workloadText,
  writtenWorkloads,
} from './workloads.ts';

const meanings: Readonly<Record<string, string>> = {
  everything: 'do everything',
  'mint-token': 'issue tokens of any account',
  'get-secrets': 'read all secrets',
  'list-secrets': 'list all secrets',
  'create-pods': 'start pods as any account',
  'impersonate-users': 'act as any user',
  exec: 'run commands in all pods',
  'ephemeral-containers': 'put containers into all pods',
  'change-secrets': 'change all secrets, and read them by that',
  'issue-token-secret': 'make token secrets of any account and read them',
  'change-controllers': 'start pods as any account through a workload',
  'impersonate-accounts': 'act as any service account',
  bind: 'bind roles that it does not have',
  escalate: 'put rights into roles that it does not have',
  'approve-certificates': 'have certificates signed for any user',
  'nodes-proxy': 'talk to all kubelets',
  'change-webhooks': 'change mutating admission webhooks',
  'change-aws-auth': 'map AWS identities to administrators',
  'create-volumes': 'mount any folder of a node',
};

export const workloadAccountsAreWeak = defineCheck({
  id: 'kubernetes-workload-accounts-are-weak',
  area: 'kubernetes',
  title: 'No pod holds a token that could take the cluster over',
  weakness: 'Pod with a token that could take the cluster over',
  severity: 'high',
  rows: ['A2', 'A6', 'U1'],
  why: 'The token lies in a file of the pod. A flaw in its program, its image or one of its libraries is then enough to take the whole cluster.',
  remediation: [
    'Give the account a Role in the namespaces that it serves instead of a ClusterRole.',
    'If the program needs the rights: a namespace of its own, nobody else who may exec or create pods there, an image that is pinned and scanned.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026', 'M1047'],
    peers: {
      kubescape: ['C-0267', 'C-0272', 'C-0053'],
      kubiscan: ['mounted-tokens'],
      'rbac-police': ['cluster_admin'],
    },
  },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting, systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const { holders } = strengthOf(inventory);
    const open = new Set(
      inventory
        .of('kubernetes.power')
        .filter((it) => it.power === 'unknown-role')
        .map((it) => it.holder),
    );
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const id = accountIdOf(workload);
      const { mounted } = mountOf(workload, accountOf(inventory, workload));
      const own = workload.volumes.some((it) => it.type === 'token' && it.audience === undefined);
      if (mounted === false && !own) {
        yield { status: 'pass', subject };
        continue;
      }
      const identities = [
        id,
        'kubernetes:group:system:authenticated',
        'kubernetes:group:system:serviceaccounts',
        `kubernetes:group:system:serviceaccounts:${workload.namespace}`,
      ];
      const found = identities.flatMap((it) => holders.get(it) ?? []).filter((it) => !isBuiltIn(context, it));
      if (found.length > 0) {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} holds a token of ${workload.serviceAccount}, which may ${powersText(found)}.`,
          severity: found.some((it) => it.power === 'everything') ? 'critical' : 'high',
          ...(mounted === undefined && !own ? { confidence: 'medium' as const } : {}),
          evidence: [
            {
              where: workload.where,
              path: podSpecField(workload, 'serviceAccountName'),
              note: `runs as ${workload.serviceAccount}`,
            },
            ...once(found.map((it) => ({ where: it.where, note: `${it.role}: ${it.rule}` }))).slice(0, 4),
          ],
        };
      } else if (open.has(id)) {
        yield {
          status: 'unknown',
          subject,
          reason: `its account ${workload.serviceAccount} is bound to a role that is not among the files; \`kubectl get roles,clusterroles -A -o yaml\` would tell`,
        };
      } else yield { status: 'pass', subject };
    }
  },
});

function powersText(found: readonly KubernetesPower[]): string {
  if (found.some((it) => it.power === 'everything')) return 'do everything';
  const known = [...new Set(found.flatMap((it) => meanings[it.power] ?? []))];
  return known.length > 0
    ? enumerate(known, 3)
    : `take the cluster over (${enumerate([...new Set(found.map((it) => it.power))], 3)})`;
}
