// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Relation } from '../../model/inventory/nouns.ts';
import { createInventory } from '../create-inventory.ts';
import { findPaths, type Way } from './paths.ts';

function relation(from: string, to: string): Relation {
  return {
    kind: 'relation',
    id: `${from}>${to}`,
    provider: 'kubernetes',
    where: { source: 'test', collectedAt: '2026-01-01T00:00:00.000Z', file: 'a.yml' },
    from,
    to,
    relation: 'can-read',
    why: 'a reason',
  };
}

const graph = (...edges: readonly string[]) => createInventory(edges.map((it) => relation(it[0] ?? '', it[1] ?? '')));
const told = (ways: readonly Way[]): readonly string[] =>
  ways.map((way) => `${way[0]?.from}${way.map((it) => it.to).join('')}`);

describe('findPaths', () => {
  it('gives the shortest first and visits nothing twice', () => {
    const inventory = graph('ab', 'bc', 'cb', 'ac', 'cd', 'ad', 'ba');
    expect(told(findPaths(inventory, new Set(['a']), new Set(['d'])).ways)).toEqual(['ad', 'acd', 'abcd']);
  });

  it('ends at the first goal, and knows when nothing arrives', () => {
    const inventory = graph('ab', 'bc');
    expect(told(findPaths(inventory, new Set(['a']), new Set(['b', 'c'])).ways)).toEqual(['ab']);
    expect(findPaths(inventory, new Set(['c']), new Set(['a']))).toEqual({ ways: [], cut: false });
  });

  it('stops at the limits', () => {
    const inventory = graph('ab', 'bd', 'ac', 'cd');
    expect(findPaths(inventory, new Set(['a']), new Set(['d']), { limit: 1 })).toMatchObject({ cut: true });
    expect(findPaths(inventory, new Set(['a']), new Set(['d']), { hops: 1 }).ways).toEqual([]);
  });

  it('finds what trying everything finds', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e'];
    const edge = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)).filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(fc.uniqueArray(edge, { selector: (it) => it.join('') }), (edges) => {
        const all: string[] = [];
        const walk = (way: string): void => {
          const last = way.at(-1);
          if (last === 'e') {
            all.push(way);
            return;
          }
          for (const [from, to] of edges) if (from === last && !way.includes(to)) walk(way + to);
        };
        walk('a');
        const { ways } = findPaths(graph(...edges.map((it) => it.join(''))), new Set(['a']), new Set(['e']), {
          limit: 1000,
        });
        const found = told(ways);
        expect(found.toSorted()).toEqual(all.toSorted());
        expect(found.map((it) => it.length)).toEqual(found.map((it) => it.length).toSorted((x, y) => x - y));
      }),
    );
  });
});
