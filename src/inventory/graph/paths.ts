// SPDX-License-Identifier: Apache-2.0
// How a stolen token spreads: ways through the relations of an inventory, the shortest first.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Relation } from '../../model/inventory/nouns.ts';

/** Steps from one thing to another; each hop's `from` is the `to` of the one before. */
export type Way = readonly Relation[];

export interface PathsOptions {
  /** Ways at most; default 10. */
  readonly limit?: number;
  /** Hops of a way at most; default 12. */
  readonly hops?: number;
}

/** Partial ways that a search holds and makes at most: a dense graph has more ways than anybody can read. */
const maxSteps = 200_000;

function byKey(relations: readonly Relation[], key: 'from' | 'to'): ReadonlyMap<string, readonly Relation[]> {
  const map = new Map<string, Relation[]>();
  for (const it of relations) {
    const list = map.get(it[key]);
    if (list === undefined) map.set(it[key], [it]);
    else list.push(it);
  }
  return map;
}

/** Hops from each node to the nearest goal, counted backwards from the goals; nodes that reach none are left out. */
function distances(
  goals: Iterable<string>,
  incoming: ReadonlyMap<string, readonly Relation[]>,
): ReadonlyMap<string, number> {
  const far = new Map<string, number>();
  let ring = [...goals];
  for (const goal of ring) far.set(goal, 0);
  for (let hops = 1; ring.length > 0; hops++) {
    const next: string[] = [];
    for (const node of ring) {
      for (const { from } of incoming.get(node) ?? []) {
        if (far.has(from)) continue;
        far.set(from, hops);
        next.push(from);
      }
    }
    ring = next;
  }
  return far;
}

interface Partial {
  readonly node: string;
  readonly hop: Relation | undefined;
  readonly before: Partial | undefined;
  readonly length: number;
}

function visits(partial: Partial, node: string): boolean {
  for (let at: Partial | undefined = partial; at !== undefined; at = at.before) if (at.node === node) return true;
  return false;
}

function wayOf(partial: Partial): Way {
  const hops: Relation[] = [];
  for (let at: Partial | undefined = partial; at?.hop !== undefined; at = at.before) hops.push(at.hop);
  return hops.reverse();
}

/**
 * Ways from any of `from` to any of `to` that visit nothing twice, the shortest first; of equal length in the order of the
 * inventory. Best-first over the true distance to the goal, so that nothing is tried that cannot arrive.
 */
export function findPaths(
  inventory: Inventory,
  from: ReadonlySet<string>,
  to: ReadonlySet<string>,
  { limit = 10, hops = 12 }: PathsOptions = {},
): { readonly ways: readonly Way[]; readonly cut: boolean } {
  const relations = inventory.of('relation');
  const outgoing = byKey(relations, 'from');
  const far = distances(to, byKey(relations, 'to'));
  // Partial ways by their least possible length: taking the first of the lowest is best-first without a heap.
  const waiting: Partial[][] = [];
  const wait = (partial: Partial): void => {
    const least = partial.length + (far.get(partial.node) ?? Number.POSITIVE_INFINITY);
    if (least > hops) return;
    const list = waiting[least];
    if (list === undefined) waiting[least] = [partial];
    else list.push(partial);
  };
  for (const node of from) wait({ node, hop: undefined, before: undefined, length: 0 });
  const ways: Way[] = [];
  let steps = 0;
  for (let least = 0; least < waiting.length; least++) {
    const list = waiting[least] ?? [];
    for (let at = 0; at < list.length; at++) {
      const partial = list[at];
      if (partial === undefined) continue;
      if (partial.length > 0 && to.has(partial.node)) {
        ways.push(wayOf(partial));
        if (ways.length >= limit) return { ways, cut: true };
        continue;
      }
      for (const hop of outgoing.get(partial.node) ?? []) {
        if (++steps > maxSteps) return { ways, cut: true };
        if (!visits(partial, hop.to)) wait({ node: hop.to, hop, before: partial, length: partial.length + 1 });
      }
    }
  }
  return { ways, cut: false };
}
