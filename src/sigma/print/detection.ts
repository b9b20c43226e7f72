// SPDX-License-Identifier: Apache-2.0
import type { Expression, Scalar } from '../types.ts';
import { type Leaf, printTest } from './test.ts';

type Item = readonly [key: string, value: Scalar | readonly Scalar[]];
/** A `Map`, because an object would put fields that look like numbers first. */
type SearchMap = ReadonlyMap<string, unknown>;
type Search = SearchMap | readonly SearchMap[];

/** Search identifiers and condition that mean an expression, in the order of its parts. */
export function printDetection(expression: Expression): Readonly<Record<string, unknown>> {
  const searches: [string, Search][] = [];
  const counts = { selection: 0, filter: 0 };
  const add = (search: Search, negated: boolean): string => {
    const kind = negated ? 'filter' : 'selection';
    const name = `${kind}${++counts[kind]}`;
    searches.push([name, search]);
    return name;
  };
  const condition = print(expression, add, false).text;
  return Object.fromEntries([...searches, ['condition', condition]]);
}

interface Printed {
  readonly text: string;
  readonly kind: 'and' | 'or' | 'single';
}

type Add = (search: Search, negated: boolean) => string;

function print(expression: Expression, add: Add, negated: boolean): Printed {
  const maps = asMaps(expression);
  if (maps !== undefined) {
    const [only, more] = maps;
    return { text: add(only !== undefined && more === undefined ? only : maps, negated), kind: 'single' };
  }
  switch (expression.kind) {
    case 'not': {
      const inner = print(expression.of, add, !negated);
      return { text: `not ${inner.kind === 'single' ? inner.text : `(${inner.text})`}`, kind: 'single' };
    }
    case 'or':
      return { text: expression.of.map((child) => print(child, add, negated).text).join(' or '), kind: 'or' };
    default: {
      const operands = expression.kind === 'and' ? expression.of : [expression];
      const texts = runs(operands).map((run) => {
        if (Array.isArray(run)) return add(new Map(run), negated);
        const inner = print(run, add, negated);
        return inner.kind === 'single' ? inner.text : `(${inner.text})`;
      });
      return { text: texts.join(' and '), kind: texts.length === 1 ? 'single' : 'and' };
    }
  }
}

/** An expression as one search identifier: a map, or a list of maps joined by or; `undefined` if it takes several. */
function asMaps(expression: Expression): readonly SearchMap[] | undefined {
  if (expression.kind === 'constant') return expression.value ? [new Map()] : [];
  const map = asMap(expression);
  if (map !== undefined) return [map];
  if (expression.kind !== 'or') return undefined;
  const maps = expression.of.map(asMap);
  return maps.every((each) => each !== undefined) ? maps : undefined;
}

function asMap(expression: Expression): SearchMap | undefined {
  const [run, more] = runs(expression.kind === 'and' ? expression.of : [expression]);
  return Array.isArray(run) && more === undefined ? new Map(run) : undefined;
}

/** The operands of an `and` in order: those that fit into one map together, and those that need a place of their own. */
function runs(operands: readonly Expression[]): readonly (Item[] | Expression)[] {
  const found: (Item[] | Expression)[] = [];
  for (let i = 0; i < operands.length; i++) {
    const operand = operands[i];
    if (operand === undefined) continue;
    const together = sameKey(operands.slice(i));
    const item = together.length > 1 ? list(together, 'all') : asItem(operand);
    if (item === undefined) {
      found.push(operand);
      continue;
    }
    i += Math.max(together.length, 1) - 1;
    const last = found.at(-1);
    if (Array.isArray(last) && last.every(([key]) => key !== item[0])) last.push(item);
    else found.push([item]);
  }
  return found;
}

function asItem(expression: Expression): Item | undefined {
  if (isLeaf(expression)) {
    const { key, value } = printTest(expression);
    return [key, value];
  }
  if (expression.kind !== 'or') return undefined;
  const together = sameKey(expression.of);
  return together.length === expression.of.length ? list(together) : undefined;
}

/** The leading leaves that share field and modifiers. */
function sameKey(expressions: readonly Expression[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let shared: string | undefined;
  for (const expression of expressions) {
    if (!isLeaf(expression)) break;
    const { key, listable } = printTest(expression);
    if (!listable || (shared !== undefined && key !== shared)) break;
    shared = key;
    leaves.push(expression);
  }
  return leaves;
}

function list(leaves: readonly Leaf[], ...modifiers: readonly string[]): Item | undefined {
  const tests = leaves.map(printTest);
  const [first] = tests;
  return first && [[first.key, ...modifiers].join('|'), tests.map(({ value }) => value)];
}

function isLeaf(expression: Expression): expression is Leaf {
  return expression.kind === 'field' || expression.kind === 'keyword';
}
