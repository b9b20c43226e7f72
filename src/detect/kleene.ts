// SPDX-License-Identifier: Apache-2.0
// Three-valued reading of conditions: what they say when only some fields are known (Kleene's strong logic: unknown never
// becomes certain). Conditions share their tests, and each test is run once a record. One small function walks all of
// them: hundreds of closures would each have to get warm.
import type { Expression } from '../sigma/sigma.ts';

export const no = 0;
export const yes = 1;
export const unknown = 2;
export type Truth = typeof no | typeof yes | typeof unknown;

/** A test on one field, or several of which any may hold. */
export interface Leaf {
  readonly expression: Expression;
  readonly fields: readonly string[];
}

export type Node =
  | { readonly kind: 'constant'; readonly value: Truth }
  | { readonly kind: 'leaf'; readonly leaf: number }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] };

/** Conditions with the tests that they share. */
export interface Conditions {
  /** As the expressions they were made of. */
  readonly nodes: readonly Node[];
  readonly leaves: readonly Leaf[];
}

/** What the tests say of one record. */
export interface Answers {
  of(leaf: number): Truth;
}

/** Takes conditions apart. Words that are looked for anywhere in a record stay unknown. */
export function takeApart(expressions: readonly Expression[]): Conditions {
  const leaves: Leaf[] = [];
  const places = new Map<string, number>();

  function leafOf(expression: Expression, fields: readonly string[]): Node {
    const name = JSON.stringify(expression);
    const leaf = places.get(name) ?? leaves.push({ expression, fields }) - 1;
    places.set(name, leaf);
    return { kind: 'leaf', leaf };
  }

  function nodeOf(expression: Expression): Node {
    switch (expression.kind) {
      case 'constant':
        return { kind: 'constant', value: expression.value ? yes : no };
      case 'keyword':
        return { kind: 'constant', value: unknown };
      case 'field': {
        const { field, test } = expression;
        return leafOf(expression, test.kind === 'fieldref' ? [field, test.field] : [field]);
      }
      case 'not':
        return { kind: 'not', of: nodeOf(expression.of) };
      case 'and':
        return { kind: 'all', of: expression.of.map(nodeOf) };
      case 'or': {
        const [first] = expression.of;
        const field = first?.kind === 'field' ? first.field : undefined;
        // Many texts of one field are one look-up in a set.
        const alike = expression.of.every(
          (it) => it.kind === 'field' && it.field === field && it.test.kind !== 'fieldref',
        );
        if (alike && field !== undefined) return leafOf(expression, [field]);
        return { kind: 'any', of: expression.of.map(nodeOf) };
      }
    }
  }

  return { nodes: expressions.map(nodeOf), leaves };
}

/**
 * What a condition says. `no` means that it is false whatever the fields hold that are not decided.
 *
 * @param decided - by leaf, 1 where its fields are known; all are where it is left out
 */
export function truthOf(node: Node, answers: Answers, decided?: Uint8Array): Truth {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'leaf':
      return decided === undefined || decided[node.leaf] === 1 ? answers.of(node.leaf) : unknown;
    case 'not': {
      const value = truthOf(node.of, answers, decided);
      return value === unknown ? unknown : value === yes ? no : yes;
    }
    case 'all':
    case 'any': {
      const end = node.kind === 'all' ? no : yes;
      let result: Truth = node.kind === 'all' ? yes : no;
      for (const part of node.of) {
        const value = truthOf(part, answers, decided);
        if (value === end) return end;
        if (value === unknown) result = unknown;
      }
      return result;
    }
  }
}

/** The leaves of a condition. */
export function leavesOf(node: Node | undefined): readonly number[] {
  switch (node?.kind) {
    case 'leaf':
      return [node.leaf];
    case 'not':
      return leavesOf(node.of);
    case 'all':
    case 'any':
      return node.of.flatMap(leavesOf);
    default:
      return [];
  }
}

/** By leaf, 1 where all of its fields are known. */
export function decidedLeaves({ leaves }: Conditions, isDecided: (field: string) => boolean): Uint8Array {
  return Uint8Array.from(leaves, ({ fields }) => (fields.every(isDecided) ? 1 : 0));
}

/** Whether knowing the decided leaves can ever make the condition false (or, with `value`, true). */
export function canDecide(node: Node, decided: Uint8Array, value: Truth = no): boolean {
  const ofPart = (part: Node): boolean => canDecide(part, decided, value);
  switch (node.kind) {
    case 'constant':
      return node.value === value;
    case 'leaf':
      return decided[node.leaf] === 1;
    case 'not':
      return canDecide(node.of, decided, value === yes ? no : yes);
    case 'all':
      return value === yes ? node.of.every(ofPart) : node.of.some(ofPart);
    case 'any':
      return value === yes ? node.of.some(ofPart) : node.of.every(ofPart);
  }
}

/** Runs each test at most once a record, and compiles it when it is first asked for. */
export class RecordAnswers<R> implements Answers {
  readonly #conditions: Conditions;
  readonly #compile: (expression: Expression) => (record: R) => boolean;
  readonly #tests: ((record: R) => boolean)[] = [];
  readonly #answers: Uint8Array;
  readonly #turns: Int32Array;
  #turn = 0;
  #record: R | undefined;

  constructor(conditions: Conditions, compile: (expression: Expression) => (record: R) => boolean) {
    this.#conditions = conditions;
    this.#compile = compile;
    this.#answers = new Uint8Array(conditions.leaves.length);
    this.#turns = new Int32Array(conditions.leaves.length);
  }

  /** Turns to another record. */
  begin(record: R): this {
    this.#record = record;
    this.#turn++;
    return this;
  }

  of(leaf: number): Truth {
    if (this.#turns[leaf] === this.#turn) return this.#answers[leaf] === 1 ? yes : no;
    const record = this.#record;
    const expression = this.#conditions.leaves[leaf]?.expression;
    if (record === undefined || expression === undefined) return unknown;
    const test = this.#tests[leaf] ?? this.#compile(expression);
    this.#tests[leaf] = test;
    const holds = test(record);
    this.#turns[leaf] = this.#turn;
    this.#answers[leaf] = holds ? 1 : 0;
    return holds ? yes : no;
  }
}
