// SPDX-License-Identifier: Apache-2.0
// The keys that lead to the paths of a plan, as a tree that the scanner walks a record along.
import type { Exports } from './instance.ts';

export interface TrieNode {
  readonly edges: Map<string, { child?: TrieNode; slot?: number }>;
}

/** Every way a dotted path can be written as keys: `a.b.c` as a→b→c, a→b.c, a.b→c, a.b.c. */
function addPath(root: TrieNode, path: string, slot: number): void {
  const segments = path.split('.');
  const place = (node: TrieNode, from: number): void => {
    for (let to = from + 1; to <= segments.length; to++) {
      const key = segments.slice(from, to).join('.');
      let edge = node.edges.get(key);
      if (edge === undefined) {
        edge = {};
        node.edges.set(key, edge);
      }
      if (to === segments.length) edge.slot = slot;
      else {
        edge.child ??= { edges: new Map() };
        place(edge.child, to);
      }
    }
  };
  place(root, 0);
}

function slotsBelow(node: TrieNode, found = new Set<number>()): Set<number> {
  for (const edge of node.edges.values()) {
    if (edge.slot !== undefined) found.add(edge.slot);
    if (edge.child !== undefined) slotsBelow(edge.child, found);
  }
  return found;
}

/** Puts texts and numbers into the scanner's memory, before it is made ready. */
export interface Writer {
  bytes(text: string): { readonly ptr: number; readonly length: number };
  words(values: readonly number[]): number;
}

/** Lays the tree of these paths into the scanner; the root node has been added. */
export function layTrie(
  wasm: Exports,
  writer: Writer,
  rootId: number,
  slots: readonly (readonly [path: string, slot: number])[],
): void {
  const root: TrieNode = { edges: new Map() };
  for (const [path, slot] of slots) addPath(root, path, slot);
  let route = 0;
  const lay = (node: TrieNode, id: number): void => {
    const below = [...slotsBelow(node)];
    wasm.setBelow(id, writer.words(below), below.length);
    // Keys as vendors nest them come first; what has no place among 64 is left to the plain way.
    const edges = [...node.edges].toSorted(([a], [b]) => a.split('.').length - b.split('.').length);
    const reach = edges.map(([, edge]) => slotsBelow({ edges: new Map([['', edge]]) }));
    edges.forEach(([key, edge], place) => {
      const rivals = [0, 0];
      reach.slice(0, 64).forEach((slotsOfOther, other) => {
        if (other !== place && reach[place]?.isDisjointFrom(slotsOfOther) === true) return;
        rivals[other >> 5] = (rivals[other >> 5] ?? 0) | (1 << (other & 31));
      });
      const text = writer.bytes(key);
      const child = edge.child === undefined ? -1 : wasm.addNode();
      wasm.addEdge(id, text.ptr, text.length, child, edge.slot ?? -1, ++route, place, rivals[0] ?? 0, rivals[1] ?? 0);
      if (edge.child !== undefined) lay(edge.child, child);
    });
  };
  lay(root, rootId);
}
