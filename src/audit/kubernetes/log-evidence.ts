// SPDX-License-Identifier: Apache-2.0
// What audit logs tell about the use of accounts, and for how long they go back.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import type { LogWindow } from '../../model/inventory/nouns.ts';
import { accountIdOf } from './workloads.ts';

export const dayMs = 86_400_000;

export interface Evidence {
  /** Days that logs with all requests cover; undefined where there is no such log. */
  readonly days: number | undefined;
  readonly windows: readonly LogWindow[];
  /** Why there is none. */
  readonly lacking: string;
  /** Whether an account was used at all. */
  used(account: string): boolean;
  /** Whether a workload used its token, where the log tells pods apart; undefined where it does not. */
  usedBy(workload: KubernetesWorkload): boolean | undefined;
}

const known = new WeakMap<Inventory, Evidence>();

/** Worked out once for an inventory. */
export function logEvidence(inventory: Inventory): Evidence {
  const before = known.get(inventory);
  if (before !== undefined) return before;
  const evidence = workOut(inventory);
  known.set(inventory, evidence);
  return evidence;
}

function workOut(inventory: Inventory): Evidence {
  const all = inventory.of('window').filter((it) => it.provider === 'kubernetes');
  const windows = all.filter((it) => it.missing === undefined);
  const first = Math.min(...windows.map((it) => Date.parse(it.first)));
  const last = Math.max(...windows.map((it) => Date.parse(it.last)));
  const used = new Set<string>();
  // Calls whose token names no pod: which workload made them cannot be told.
  const nameless = new Set<string>();
  for (const use of inventory.of('use')) {
    if (use.provider !== 'kubernetes') continue;
    used.add(use.principal);
    if (use.protocol !== 'bound-token') nameless.add(use.principal);
  }
  const byPod = podsToWorkloads(inventory);
  return {
    windows,
    days: windows.length === 0 ? undefined : (last - first) / dayMs,
    lacking:
      all.length === 0
        ? 'no audit log of the API server was read'
        : `the audit log lacks ${[...new Set(all.flatMap((it) => it.missing ?? []))].join(', ')}`,
    used: (account) => used.has(account),
    usedBy(workload) {
      const account = accountIdOf(workload);
      if (!used.has(account)) return false;
      if (nameless.has(account)) return undefined;
      return byPod.has(workload.id);
    },
  };
}

/** Ids of workloads whose pods were seen. A pod is of the workload with the longest name that its own begins with. */
function podsToWorkloads(inventory: Inventory): ReadonlySet<string> {
  const byAccount = new Map<string, KubernetesWorkload[]>();
  for (const workload of inventory.of('kubernetes.workload')) {
    const list = byAccount.get(accountIdOf(workload));
    if (list === undefined) byAccount.set(accountIdOf(workload), [workload]);
    else list.push(workload);
  }
  const found = new Set<string>();
  for (const use of inventory.of('kubernetes.pod-use')) {
    const candidates = byAccount.get(`kubernetes:service-account:${use.namespace}/${use.serviceAccount}`) ?? [];
    const fitting = candidates.filter(
      (it) => use.pod === it.name || use.pod.startsWith(`${it.name.replace(/\*$/, '')}-`),
    );
    const longest = Math.max(...fitting.map((it) => it.name.length));
    for (const it of fitting) if (it.name.length === longest || it.type !== 'Pod') found.add(it.id);
  }
  return found;
}
