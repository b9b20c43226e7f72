// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { AdmissionControl } from '../../model/inventory/kubernetes-admission.ts';
import { admissionOf } from './admission.ts';
import { enumerate, systemNamespacesSetting } from './cluster-settings.ts';
import { namespacesWithPods } from './namespaces.ts';

/** What reaches tokens of others on the node, as people write it. */
const ways: readonly (readonly [AdmissionControl, string])[] = [
  ['privileged', 'privileged containers'],
  ['host-path', 'hostPath volumes'],
  ['host-pid', 'hostPID'],
  ['host-network', 'hostNetwork'],
];

export const admissionKeepsPodsOffHosts = defineCheck({
  id: 'kubernetes-admission-keeps-pods-off-hosts',
  area: 'kubernetes',
  title: 'Admission control refuses pods that reach into their node',
  weakness: 'Nothing refuses pods that reach into their node, where all tokens lie',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U7'],
  why: 'The tokens of all pods of a node lie below /var/lib/kubelet, and its own credentials beside them. Who may create pods in a namespace where privileged containers, hostPath or hostPID are let through has them all, and hostNetwork gives the token of the machine.',
  remediation: [
    'Label the namespace: `kubectl label namespace NAMESPACE pod-security.kubernetes.io/enforce=baseline`; try it first with `--dry-run=server`, which names the pods that it would refuse.',
    'Keep agents that need the node in a namespace of their own, where few people may create pods.',
  ],
  mappings: { mitigations: ['M1018', 'M1038', 'M1048'], techniques: ['T1528', 'T1611'] },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.namespace' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const held = admissionOf(inventory);
    const policies = inventory.collected('kubernetes.admission') !== 'none';
    for (const { subject, name, where } of namespacesWithPods(inventory, context)) {
      const judged = ways.map(([control, text]) => ({ text, held: held(name, control) }));
      const open = judged.filter((it) => it.held.state === 'open');
      const unknown = judged.find((it) => it.held.state === 'unknown');
      if (judged.every((it) => it.held.state === 'held')) yield { status: 'pass', subject };
      else if (open.length > 0 && policies) {
        const known = open.flatMap((it) => (it.held.state === 'open' ? it.held.evidence : []));
        yield {
          status: 'fail',
          subject,
          summary: `Nothing refuses ${enumerate(open.map((it) => it.text))} in ${name}.`,
          evidence: [
            { where, note: 'no label pod-security.kubernetes.io/enforce that forbids it' },
            ...known.filter((it, at) => known.findIndex((other) => other.note === it.note) === at),
          ],
          ...(open.length < ways.length ? { severity: 'low' as const } : {}),
        };
      } else {
        const reason =
          unknown?.held.state === 'unknown'
            ? unknown.held.reason
            : 'the namespace has no label that forbids it, and whether a policy does is not known: none were exported';
        yield { status: 'unknown', subject, reason };
      }
    }
  },
});
