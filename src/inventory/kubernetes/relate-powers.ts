// SPDX-License-Identifier: Apache-2.0
// Edges of the attack graph that powers make. Many holders reach many accounts, so both lead over a node for the accounts
// (or secrets, pods, nodes) of a namespace: edges stay as many as there are powers and accounts, not their product.

import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { mountsToken } from './automount.ts';
import { accountId } from './cluster-objects.ts';
import { powers as catalogue } from './powers.ts';
import { groupsOfAccount } from './rbac.ts';
import { relation } from './relate-workloads.ts';

type Target = 'accounts' | 'secrets' | 'pods' | 'nodes' | 'cluster';

/** What each power reaches; those that reach nothing by themselves make no edge. */
const reach: ReadonlyMap<string, readonly [Relation['relation'], Target]> = new Map([
  ['everything', ['may-become', 'cluster']],
  ['mint-token', ['can-mint', 'accounts']],
  ['get-secrets', ['can-read', 'secrets']],
  ['list-secrets', ['can-read', 'secrets']],
  ['change-secrets', ['can-read', 'secrets']],
  ['issue-token-secret', ['can-mint', 'accounts']],
  ['create-pods', ['may-become', 'accounts']],
  ['change-controllers', ['may-become', 'accounts']],
  ['impersonate-users', ['may-become', 'cluster']],
  ['impersonate-accounts', ['may-become', 'accounts']],
  ['bind', ['may-become', 'cluster']],
  ['escalate', ['may-become', 'cluster']],
  ['approve-certificates', ['may-become', 'cluster']],
  ['nodes-proxy', ['may-become', 'nodes']],
  ['exec', ['may-become', 'pods']],
  ['attach', ['may-become', 'pods']],
  ['ephemeral-containers', ['may-become', 'pods']],
  ['change-webhooks', ['may-become', 'cluster']],
  ['change-validating-webhooks', ['can-read', 'secrets']],
  ['change-aws-auth', ['may-become', 'cluster']],
  ['create-volumes', ['may-become', 'nodes']],
]);

/** Powers that open everything if they reach over the whole cluster, and only their namespace otherwise. */
function targetOf(power: KubernetesPower, target: Target): Target {
  if (target !== 'cluster' || power.namespace === undefined) return target;
  return power.power === 'change-aws-auth' ? 'cluster' : 'accounts';
}

const words: Readonly<Record<Exclude<Target, 'cluster'>, string>> = {
  accounts: 'service accounts',
  secrets: 'secrets',
  pods: 'pods',
  nodes: 'nodes',
};

/** Nodes of the graph that stand for all things of a kind, made when something first leads to them. */
class Collectives {
  readonly #made = new Map<string, Item[]>();

  id(target: Target, namespace: string | undefined, where: Provenance): string {
    const id = target === 'cluster' ? 'kubernetes:cluster' : `kubernetes:${target}:${namespace ?? '*'}`;
    if (!this.#made.has(id)) {
      const name =
        target === 'cluster' ? 'everything in the cluster' : `${words[target]} of ${namespace ?? 'the whole cluster'}`;
      this.#made.set(id, [
        {
          kind: 'resource',
          id,
          provider: 'kubernetes',
          where,
          type: target === 'cluster' ? 'cluster' : `${target} of a namespace`,
          name,
        },
      ]);
    }
    return id;
  }

  has(id: string): boolean {
    return this.#made.has(id);
  }

  add(id: string, item: Item): void {
    this.#made.get(id)?.push(item);
  }

  *items(): Iterable<Item> {
    for (const items of this.#made.values()) yield* items;
  }
}

export function* relatePowers(inventory: Inventory, powers: readonly KubernetesPower[]): Iterable<Item> {
  const collectives = new Collectives();
  const may = new Map(catalogue.map((it) => [it.id, it.may]));
  const holders = new Set<string>();
  for (const power of powers) {
    const known = reach.get(power.power);
    if (known === undefined || power.inert === true) continue;
    const [kind, wanted] = known;
    const target = targetOf(power, wanted);
    holders.add(power.holder);
    const why = `${power.role} lets it ${may.get(power.power) ?? power.power}${power.namespace === undefined ? '' : ` in ${power.namespace}`}`;
    if (power.names !== undefined && (target === 'accounts' || target === 'secrets') && power.namespace !== undefined) {
      for (const name of power.names.slice(0, 100)) {
        const to =
          target === 'accounts' ? accountId(power.namespace, name) : `kubernetes:secret:${power.namespace}/${name}`;
        yield relation(power.holder, to, kind, why, power.where);
      }
      continue;
    }
    yield relation(power.holder, collectives.id(target, power.namespace, power.where), kind, why, power.where);
  }
  yield* memberships(inventory, holders);
  if (collectives.has('kubernetes:cluster')) {
    const where = powers[0]?.where;
    if (where !== undefined) {
      for (const target of ['accounts', 'secrets', 'nodes'] as const) {
        const to = collectives.id(target, undefined, where);
        collectives.add(
          'kubernetes:cluster',
          relation('kubernetes:cluster', to, 'owns', 'whoever rules the cluster has them all', where),
        );
      }
    }
  }
  spread(inventory, collectives);
  yield* collectives.items();
}

/** Groups that hold a power pass it on to all accounts that the API server puts into them. */
function* memberships(inventory: Inventory, holders: ReadonlySet<string>): Iterable<Item> {
  for (const account of inventory.of('kubernetes.service-account')) {
    for (const group of groupsOfAccount(account.namespace)) {
      if (holders.has(group))
        yield relation(
          account.id,
          group,
          'member-of',
          'the API server puts every such account into the group',
          account.where,
        );
    }
  }
}

/** From all things of a kind to each of them. */
function spread(inventory: Inventory, collectives: Collectives): void {
  const link = (target: Target, namespace: string, to: string, where: Provenance, why: string): void => {
    for (const scope of [namespace, '*']) {
      const id = `kubernetes:${target}:${scope}`;
      if (collectives.has(id)) collectives.add(id, relation(id, to, 'owns', why, where));
    }
  };
  for (const it of inventory.of('kubernetes.service-account'))
    link('accounts', it.namespace, it.id, it.where, 'it is one of them');
  for (const it of inventory.of('kubernetes.secret')) {
    if (it.type === 'kubernetes.io/service-account-token')
      link('secrets', it.namespace, it.id, it.where, 'it is one of them');
  }
  for (const it of inventory.of('kubernetes.node')) {
    if (collectives.has('kubernetes:nodes:*')) {
      collectives.add(
        'kubernetes:nodes:*',
        relation('kubernetes:nodes:*', it.id, 'owns', 'it is one of them', it.where),
      );
    }
  }
  const done = new Set<string>();
  for (const it of inventory.of('kubernetes.workload')) {
    const to = accountId(it.namespace, it.serviceAccount);
    if (done.has(to) || mountsToken(it, inventory.find('kubernetes.service-account', to)) === false) continue;
    done.add(to);
    link('pods', it.namespace, to, it.where, `${it.type} ${it.namespace}/${it.name} holds a token of the account`);
  }
}
