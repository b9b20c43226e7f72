// SPDX-License-Identifier: Apache-2.0
import { literalPattern, patternText } from '../pattern.ts';
import type { Expression, PatternPart, Scalar, ValueTest } from '../types.ts';

/** A test as it stands in a search identifier: `field|modifiers: value`. */
export interface PrintedTest {
  readonly key: string;
  readonly value: Scalar;
  /** Whether several of the same key may be joined in a list. `null` and `exists` stand alone. */
  readonly listable: boolean;
}

export type Leaf = Extract<Expression, { kind: 'field' | 'keyword' }>;

export function printTest(leaf: Leaf): PrintedTest {
  const isKeyword = leaf.kind === 'keyword';
  const { modifiers, value } = written(leaf.test, isKeyword);
  return {
    key: [isKeyword ? '' : leaf.field, ...modifiers].join('|'),
    value,
    listable: leaf.test.kind !== 'null' && leaf.test.kind !== 'exists',
  };
}

interface Written {
  readonly modifiers: readonly string[];
  readonly value: Scalar;
}

function written(test: ValueTest, isKeyword: boolean): Written {
  switch (test.kind) {
    case 'string': {
      const { modifiers, value } = writtenPattern(test.parts, isKeyword);
      return { modifiers: test.cased ? [...modifiers, 'cased'] : modifiers, value };
    }
    case 'number':
    case 'boolean':
      return { modifiers: [], value: test.value };
    case 'null':
      return { modifiers: [], value: null };
    case 'exists':
      return { modifiers: ['exists'], value: test.value };
    case 'regex':
      return { modifiers: ['re', ...test.flags], value: test.source };
    case 'cidr':
      return { modifiers: ['cidr'], value: test.network };
    case 'compare':
      return { modifiers: [test.operator], value: test.value };
    case 'fieldref': {
      const anchor = test.anchor === 'equals' ? [] : [test.anchor];
      const value = patternText(literalPattern(test.field));
      return { modifiers: ['fieldref', ...anchor, ...(test.cased ? ['cased'] : [])], value };
    }
    case 'time': {
      const { modifiers, value } = written(test.test, isKeyword);
      return { modifiers: [test.part, ...modifiers], value };
    }
  }
}

/** Patterns that one modifier says better are written with it; a keyword is always open at both ends. */
function writtenPattern(parts: readonly PatternPart[], isKeyword: boolean): Written {
  const before = parts.at(0)?.kind === 'any';
  const after = parts.at(-1)?.kind === 'any';
  if (isKeyword)
    return { modifiers: ['contains'], value: patternText(parts.slice(before ? 1 : 0, after ? -1 : undefined)) };
  const [only, more] = parts.filter((part) => part.kind !== 'any');
  if (
    (before || after) &&
    only?.kind === 'text' &&
    more === undefined &&
    parts.length === 1 + Number(before) + Number(after)
  ) {
    const modifier = before ? (after ? 'contains' : 'endswith') : 'startswith';
    return { modifiers: [modifier], value: patternText([only]) };
  }
  return { modifiers: [], value: patternText(parts) };
}
