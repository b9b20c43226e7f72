// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { builtInSetting, enumerate, holderSubject, isBuiltIn, named } from './cluster-settings.ts';
import { words } from './flag-check.ts';
import { strengthOf } from './strong-accounts.ts';
import { accountIdOf, accountOf, mountOf } from './workloads.ts';

export const nodesHostNoStrongTokens = defineCheck({
  id: 'kubernetes-nodes-host-no-strong-tokens',
  area: 'kubernetes',
  title: 'Worker nodes hold no token that could take the cluster over',
  weakness: 'Token that could take the cluster over lies on worker nodes',
  severity: 'medium',
  rows: ['A2', 'A6'],
  why: 'Who breaks out of any pod of a node has every token on it. If a strong account runs there, above all on every node, one container escape is the whole cluster.',
  remediation: [
    'Run strong accounts on nodes of their own (taint and toleration), apart from programs that face the internet.',
    'Take cluster-wide rights from accounts that run on every node; give a DaemonSet only what its agent needs.',
    'Keep the NodeRestriction admission plugin on, so that a node cannot ask for tokens of pods on other nodes.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026', 'M1048'],
    peers: { 'rbac-police': ['cluster_admin'], kubescape: ['C-0267'] },
  },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.binding' }, { kind: 'kubernetes.node' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    const { holders } = strengthOf(inventory);
    const workers = new Set(
      inventory
        .of('kubernetes.node')
        .filter((it) => !it.controlPlane)
        .map((it) => it.name),
    );
    const placed = inventory.of('kubernetes.workload').filter((it) => it.node !== undefined && it.finished !== true);
    if (placed.length === 0) {
      yield {
        status: 'unknown',
        subject: { kind: 'node', id: 'kubernetes:nodes', name: 'nodes' },
        reason: 'no pod says on which node it runs; `kubectl get pods -A -o yaml` would tell',
      };
      return;
    }
    const hosts = new Map<string, Set<string>>();
    for (const workload of placed) {
      if (workload.node === undefined || !workers.has(workload.node)) continue;
      if (mountOf(workload, accountOf(inventory, workload)).mounted === false) continue;
      const id = accountIdOf(workload);
      const nodes = hosts.get(id) ?? new Set();
      nodes.add(workload.node);
      hosts.set(id, nodes);
    }
    const limited = nodesAreLimited(inventory);
    for (const [id, nodes] of hosts) {
      const subject = holderSubject(id);
      const powers = (holders.get(id) ?? []).filter((it) => !isBuiltIn(context, it));
      const [first] = powers;
      if (first === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      const all = nodes.size === workers.size && workers.size > 1;
      yield {
        status: 'fail',
        subject,
        summary: `${named(subject)} could take the cluster over, and its token lies on ${all ? `all ${nodes.size} worker nodes` : `the ${nodes.size === 1 ? 'node' : 'nodes'} ${enumerate([...nodes], 3)}`}${limited === false ? ', and any other node can ask for one too, as NodeRestriction is off' : ''}.`,
        severity: all || limited === false ? 'high' : 'medium',
        evidence: [
          ...placed
            .filter((it) => accountIdOf(it) === id)
            .slice(0, 3)
            .map((it) => ({
              where: it.where,
              path: [...it.podSpec, 'nodeName'],
              note: `${it.name} runs on ${it.node}`,
            })),
          { where: first.where, note: `${first.role}: ${first.rule}` },
          ...(limited === undefined
            ? [
                {
                  where: first.where,
                  note: 'whether NodeRestriction keeps other nodes from asking for it is not known: no setting of the API server was read',
                },
              ]
            : []),
        ],
      };
    }
  },
});

/** Whether nodes can only act for themselves; undefined where no API server was read. Managed clusters have it on. */
function nodesAreLimited(inventory: Inventory): boolean | undefined {
  const servers = inventory.of('kubernetes.component').filter((it) => it.type === 'kube-apiserver');
  if (servers.length === 0) return undefined;
  return servers.every(
    ({ flags }) =>
      words(flags['enable-admission-plugins']).includes('NodeRestriction') &&
      (flags['authorization-config'] !== undefined || words(flags['authorization-mode']).includes('Node')),
  );
}
