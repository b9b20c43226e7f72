// SPDX-License-Identifier: Apache-2.0
// Tries many facets on the same sample: each test of a condition is run on each event once, whatever facet asks.
import type { Event } from '../../model/event.ts';
import type { Expression } from '../../sigma/sigma.ts';
import { eventTest } from '../event-field.ts';
import { BitSet } from './bit-set.ts';

const no = 0;
const yes = 1;
const unknown = 2;

/** One test with its answers: by event of the sample, 0 no, 1 yes, 2 not asked yet. */
interface Leaf {
  readonly fields: readonly string[];
  readonly test: (event: Event) => boolean;
  readonly answers: Uint8Array;
}

type Node =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'leaf'; readonly leaf: number }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Node[] };

export interface Trial {
  /** For a facet that decides these fields: which conditions are certainly false for an event of the sample, by its place. */
  judge(decided: (field: string) => boolean): (event: number) => BitSet;
}

/** Makes conditions ready to be tried on a sample. Three values, as in kleene.ts; a test holds both equal. */
export function createTrial(conditions: readonly Expression[], sample: readonly Event[]): Trial {
  const leaves: Leaf[] = [];
  const places = new Map<string, number>();

  function leafOf(expression: Extract<Expression, { kind: 'field' }>): number {
    const name = JSON.stringify(expression);
    let place = places.get(name);
    if (place === undefined) {
      const other = expression.test.kind === 'fieldref' ? [expression.test.field] : [];
      const answers = new Uint8Array(sample.length).fill(unknown);
      place = leaves.push({ fields: [expression.field, ...other], test: eventTest(expression), answers }) - 1;
      places.set(name, place);
    }
    return place;
  }

  function nodeOf(expression: Expression): Node {
    switch (expression.kind) {
      case 'constant':
        return { kind: 'constant', value: expression.value ? yes : no };
      case 'keyword':
        return { kind: 'constant', value: unknown };
      case 'field':
        return { kind: 'leaf', leaf: leafOf(expression) };
      case 'not':
        return { kind: 'not', of: nodeOf(expression.of) };
      case 'and':
      case 'or':
        return { kind: expression.kind, of: expression.of.map(nodeOf) };
    }
  }

  function answer(leaf: number, at: number): number {
    const it = leaves[leaf];
    const event = sample[at];
    if (it === undefined || event === undefined) return unknown;
    let known = it.answers[at] ?? unknown;
    if (known === unknown) {
      known = it.test(event) ? yes : no;
      it.answers[at] = known;
    }
    return known;
  }

  function truth(node: Node, at: number, decided: Uint8Array): number {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'leaf':
        return decided[node.leaf] === 1 ? answer(node.leaf, at) : unknown;
      case 'not': {
        const value = truth(node.of, at, decided);
        return value === unknown ? unknown : 1 - value;
      }
      case 'and':
      case 'or': {
        const ends = node.kind === 'and' ? no : yes;
        let result = 1 - ends;
        for (const part of node.of) {
          const value = truth(part, at, decided);
          if (value === ends) return ends;
          if (value === unknown) result = unknown;
        }
        return result;
      }
    }
  }

  const nodes = conditions.map(nodeOf);
  return {
    judge(isDecided) {
      const decided = Uint8Array.from(leaves, ({ fields }) => (fields.every(isDecided) ? 1 : 0));
      return (at) => {
        const excluded = new BitSet(nodes.length);
        for (const [place, node] of nodes.entries()) if (truth(node, at, decided) === no) excluded.add(place);
        return excluded;
      };
    },
  };
}
