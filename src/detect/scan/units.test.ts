// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression, type Expression, readField } from '../../sigma/sigma.ts';
import { expression, record } from '../../sigma/testing/arbitraries.ts';
import { alternatives } from './units.ts';

const holds = (condition: Expression, raw: unknown): boolean =>
  compileExpression<unknown>(condition, (field) => {
    const read = readField(field);
    return (it) => read(it as Parameters<typeof read>[0]);
  })(raw);

test('a condition holds exactly if one of its alternatives does', () => {
  let split = 0;
  fc.assert(
    fc.property(expression, record, (condition, raw) => {
      const list = alternatives(condition);
      if (list.length > 1) split++;
      expect(list.length).toBeGreaterThan(0);
      expect(list.some((it) => holds(it, raw))).toBe(holds(condition, raw));
    }),
    { numRuns: 2000 },
  );
  expect(split).toBeGreaterThan(100);
});

const is = (field: string): Expression => ({ kind: 'field', field, test: { kind: 'exists', value: true } });

test('branches over different fields are told apart, those over one field stay together', () => {
  const both: Expression = { kind: 'and', of: [is('a'), { kind: 'or', of: [is('b'), is('c')] }] };
  expect(alternatives(both)).toEqual([
    { kind: 'and', of: [is('a'), is('b')] },
    { kind: 'and', of: [is('a'), is('c')] },
  ]);
  const same: Expression = { kind: 'and', of: [is('a'), { kind: 'or', of: [is('b'), is('b')] }] };
  expect(alternatives(same)).toEqual([same]);
});

test('a condition with too many stays less divided', () => {
  const branch = (name: string): Expression => ({ kind: 'or', of: [1, 2, 3].map((it) => is(`${name}${it}`)) });
  const wide: Expression = { kind: 'and', of: [branch('a'), branch('b'), branch('c')] };
  expect(alternatives(wide).length).toBeLessThanOrEqual(8);
});
