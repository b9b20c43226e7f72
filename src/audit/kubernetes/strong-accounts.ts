// SPDX-License-Identifier: Apache-2.0
// Accounts that could take the cluster over, and the namespaces they live in: power over these is power over everything.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';

/** Powers that lead to everything if they reach over the whole cluster. */
const takeover: ReadonlySet<string> = new Set([
  'everything',
  'mint-token',
  'get-secrets',
  'list-secrets',
  'change-secrets',
  'issue-token-secret',
  'create-pods',
  'change-controllers',
  'impersonate-users',
  'impersonate-accounts',
  'bind',
  'escalate',
  'approve-certificates',
  'nodes-proxy',
  'exec',
  'ephemeral-containers',
  'change-webhooks',
  'change-aws-auth',
  'create-volumes',
]);

export interface Strength {
  /** Holder -> its powers that take the cluster over. */
  readonly holders: ReadonlyMap<string, readonly KubernetesPower[]>;
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<Inventory, Strength>();

/** Who is strong, worked out once for an inventory. Accounts of kube-system always are. */
export function strengthOf(inventory: Inventory): Strength {
  const before = known.get(inventory);
  if (before !== undefined) return before;
  const holders = new Map<string, KubernetesPower[]>();
  const namespaces = new Set(['kube-system']);
  for (const power of inventory.of('kubernetes.power')) {
    const wide = power.namespace === undefined || power.namespace === 'kube-system';
    if (!wide || power.names !== undefined || power.inert === true || !takeover.has(power.power)) continue;
    const list = holders.get(power.holder);
    if (list === undefined) holders.set(power.holder, [power]);
    else list.push(power);
    const [, namespace] = /^kubernetes:service-account:([^/]+)\//.exec(power.holder) ?? [];
    if (namespace !== undefined) namespaces.add(namespace);
  }
  const strength = { holders, namespaces };
  known.set(inventory, strength);
  return strength;
}
