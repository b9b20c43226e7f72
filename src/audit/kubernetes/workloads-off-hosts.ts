// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import { enumerate, systemNamespacesSetting } from './cluster-settings.ts';
import { podSpecField, workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

type Reach = NonNullable<KubernetesWorkload['hostReach']>[number];

interface Way {
  readonly text: string;
  readonly severity: 'high' | 'medium';
  readonly found: Reach;
}

/** Rule the node: mount its disks, load code into its kernel, open its files past their owners, write its memory. */
const ruling: ReadonlySet<string> = new Set(['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_RAWIO', 'DAC_READ_SEARCH']);
/** Enter the processes that `hostPID` shows. */
const entering: ReadonlySet<string> = new Set(['SYS_PTRACE']);
/** Redirect or read what goes over the network that `hostNetwork` shares. */
const listening: ReadonlySet<string> = new Set(['NET_ADMIN', 'NET_RAW']);

/** How a pod gets at what lies on its node, the worst first. */
function waysOf({ hostReach = [], hostNetwork, ownUsers }: KubernetesWorkload): readonly Way[] {
  const hostPid = hostReach.find((it) => it.type === 'host-pid');
  const ways = hostReach.flatMap((it): Way[] => {
    const who = it.container === undefined ? '' : ` of its container ${it.container}`;
    if (it.type === 'privileged')
      return [{ text: `the privileged mode${who}`, severity: ownUsers === true ? 'medium' : 'high', found: it }];
    if (it.type === 'host-process') return [{ text: `the host process mode${who}`, severity: 'high', found: it }];
    if (it.type === 'host-pid')
      return [{ text: 'the processes of the node, which it sees (hostPID)', severity: 'medium', found: it }];
    // In users of its own a capability counts inside the pod only.
    if (it.capability === undefined || ownUsers === true) return [];
    const text = `the capability ${it.capability}${who}`;
    if (ruling.has(it.capability)) return [{ text, severity: 'high', found: it }];
    if (entering.has(it.capability) && hostPid !== undefined)
      return [{ text: `${text} over the processes of the node (hostPID)`, severity: 'high', found: it }];
    return listening.has(it.capability) && hostNetwork === true
      ? [{ text: `${text} on the network of the node (hostNetwork)`, severity: 'medium', found: it }]
      : [];
  });
  return ways.toSorted((left, right) => Number(right.severity === 'high') - Number(left.severity === 'high'));
}

export const workloadsOffHosts = defineCheck({
  id: 'kubernetes-workloads-off-hosts',
  area: 'kubernetes',
  title: 'Pods cannot take over their node and the tokens on it',
  weakness: 'Pod that can take over its node, and with it the tokens of all pods there',
  severity: 'high',
  rows: ['A2', 'A4'],
  why: 'The tokens of all pods of a node lie below /var/lib/kubelet, and the certificate of its kubelet beside them. A privileged container mounts the disk of the node and reads them; who sees its processes reads their files and environments below /proc.',
  remediation: [
    'Take `privileged`, `hostPID` and the capability out; most programs that ask for them need one folder of /sys or /dev, or one smaller capability.',
    'What needs the node, as drivers and agents do: a namespace of its own in which few may create pods or exec, an image that is pinned, an account that may do little.',
    'Enforce the pod security standard `baseline` in the namespace: `kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.2.2', 'Kubernetes 1.12 5.2.3'],
    mitigations: ['M1018', 'M1038', 'M1048'],
    techniques: ['T1528', 'T1611'],
  },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const ways = waysOf(workload);
      const [worst] = ways;
      if (worst === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} can get at the tokens of all pods on its node, by ${enumerate([...new Set(ways.map((it) => it.text))], 3)}.`,
        severity: worst.severity,
        evidence: [
          ...ways.map(({ text, found }) => ({ where: workload.where, path: found.path, note: text })),
          ...(ways.some(({ text }) => text.endsWith('(hostNetwork)'))
            ? [{ where: workload.where, path: podSpecField(workload, 'hostNetwork'), note: 'hostNetwork is true' }]
            : []),
        ],
      };
    }
  },
});
