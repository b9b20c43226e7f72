// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { allOf, anyOf, negate } from '../expression.ts';
import { joinParts, openPattern } from '../pattern.ts';
import { type Expression, type PatternPart, timeParts, type ValueTest } from '../types.ts';

/** Few letters, so that patterns and texts often meet. */
export const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'A', 'b', '*', '?', '\\', '😀', 'ς', 'İ'), maxLength: 6 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
export const pattern: fc.Arbitrary<readonly PatternPart[]> = fc
  .array(
    fc.oneof(
      fc.constant<PatternPart>({ kind: 'any' }),
      fc.constant<PatternPart>({ kind: 'one' }),
      text.map((value): PatternPart => ({ kind: 'text', text: value })),
    ),
    { maxLength: 6 },
  )
  .map(joinParts);

const number = fc.oneof(fc.integer(), fc.constantFrom(0, 1, 4769, 0.5, -1.25));
const compare = fc.record({
  kind: fc.constant('compare' as const),
  operator: fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const),
  value: number,
});
const stringTest = fc.record({ kind: fc.constant('string' as const), parts: pattern, cased: fc.boolean() });
const month = fc.integer({ min: 1, max: 12 });

export const fieldName = fc.constantFrom('a', 'b', 'c.d', '1', 'x y', '__proto__');
export const valueTest: fc.Arbitrary<ValueTest> = fc.oneof(
  { weight: 4, arbitrary: stringTest },
  fc.record({ kind: fc.constant('number' as const), value: number }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.constant<ValueTest>({ kind: 'null' }),
  fc.record({ kind: fc.constant('exists' as const), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('regex' as const),
    source: fc.constantFrom('a+', '^b$', '\\d*', 'a|b', '', ' x: #'),
    flags: fc.constantFrom('', 'i', 'ms', 'ims'),
  }),
  fc.record({ kind: fc.constant('cidr' as const), network: fc.constantFrom('192.0.2.0/24', '2001:db8::/32') }),
  compare,
  fc.record({
    kind: fc.constant('fieldref' as const),
    field: fc.oneof(fieldName, fc.constant('we\\ird*')),
    anchor: fc.constantFrom('equals' as const, 'contains' as const, 'startswith' as const, 'endswith' as const),
    cased: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    part: fc.constantFrom(...timeParts),
    test: fc.oneof(
      month.map((value): ValueTest => ({ kind: 'number', value })),
      month.map((value): ValueTest => ({ kind: 'compare', operator: 'lt', value })),
    ),
  }),
);

const keyword: fc.Arbitrary<Expression> = stringTest.map((test) => ({
  kind: 'keyword',
  test: { ...test, parts: openPattern(test.parts, true, true) },
}));

/** Expressions in the form that parsing gives. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('field' as const), field: fieldName, test: valueTest }) },
    keyword,
    fc.record({ kind: fc.constant('constant' as const), value: fc.boolean() }),
  ),
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    tie('node').map(negate),
    fc.array(tie('node'), { maxLength: 4 }).map(allOf),
    fc.array(tie('node'), { maxLength: 4 }).map(anyOf),
  ),
})).node;

const scalar = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('4769', '192.0.2.7', '2026-03-04T05:06:07Z'),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.record({ d: scalar }));

/** Records with some of the fields of {@link fieldName}. */
export const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'c.d', '1', 'x y'), value);
