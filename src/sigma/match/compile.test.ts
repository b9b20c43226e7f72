// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { allOf, anyOf, expressionFields, hasKeywords, negate } from '../expression.ts';
import { expression, record } from '../testing/arbitraries.ts';
import { matches, selection } from '../testing/rule.ts';
import type { Expression } from '../types.ts';
import { compileExpression } from './compile.ts';

const runs = { numRuns: 1_000 };
const holds = (e: Expression, r: unknown): boolean => compileExpression(e)(r);

describe('De Morgan', () => {
  it('not (a or b) is (not a) and (not b)', () => {
    fc.assert(
      fc.property(fc.array(expression, { maxLength: 4 }), record, (of, r) => {
        expect(holds(negate(anyOf(of)), r)).toBe(holds(allOf(of.map(negate)), r));
      }),
      runs,
    );
  });
  it('not (a and b) is (not a) or (not b)', () => {
    fc.assert(
      fc.property(fc.array(expression, { maxLength: 4 }), record, (of, r) => {
        expect(holds(negate(allOf(of)), r)).toBe(holds(anyOf(of.map(negate)), r));
      }),
      runs,
    );
  });
});

it('tests joined in one place give what each gives alone', () => {
  fc.assert(
    fc.property(fc.array(expression, { maxLength: 6 }), record, (of, r) => {
      expect(holds({ kind: 'or', of }, r)).toBe(of.some((each) => holds(each, r)));
      expect(holds({ kind: 'and', of }, r)).toBe(of.every((each) => holds(each, r)));
    }),
    runs,
  );
});

it('only the fields that are named are read', () => {
  fc.assert(
    fc.property(expression, record, (e, r) => {
      const read = new Set<string>();
      const match = compileExpression<typeof r>(e, (path) => {
        read.add(path);
        return (values) => values[path];
      });
      match(r);
      expect(read).toEqual(expressionFields(e));
    }),
  );
});

it.each([
  ['number and text', { a: 4769 }, { a: '4769' }, true],
  ['number and number', { a: 4769 }, { a: 4769 }, true],
  ['number and fraction', { a: 4769 }, { a: '4769.0' }, true],
  ['number and leading zero', { a: 4769 }, { a: '04769' }, false],
  ['number and hexadecimal', { a: 16 }, { a: '0x10' }, false],
  ['text and number', { a: '4769' }, { a: 4769 }, true],
  ['pattern and number', { a: '47*' }, { a: 4769 }, true],
  ['boolean and text', { a: true }, { a: 'TRUE' }, true],
  ['boolean and boolean', { a: true }, { a: true }, true],
  ['boolean and the other', { a: false }, { a: true }, false],
  ['text and boolean', { a: 'true' }, { a: true }, true],
  ['null and null', { a: null }, { a: null }, true],
  ['null and absent', { a: null }, {}, true],
  ['null and an empty array', { a: null }, { a: [] }, true],
  ['null and empty text', { a: null }, { a: '' }, false],
  ['null and a value', { a: null }, { a: 0 }, false],
  ['empty text and empty text', { a: '' }, { a: '' }, true],
  ['empty text and null', { a: '' }, { a: null }, false],
  ['empty text and absent', { a: '' }, {}, false],
  ['* and absent', { a: '*' }, {}, false],
  ['* and an object', { a: '*' }, { a: { b: 1 } }, false],
  ['any element', { a: 'y' }, { a: ['x', ['Y']] }, true],
  ['no element', { a: 'z' }, { a: ['x', ['Y']] }, false],
  ['a list of values', { a: ['x', 'y', 7] }, { a: '7' }, true],
  ['a list of values and patterns', { a: ['x', 'q*', 7] }, { a: 'QQ' }, true],
])('%s', (_, search, r, expected) => expect(matches(search, r)).toBe(expected));

describe('keywords', () => {
  it('search values at any depth, and not keys', () => {
    expect(matches(['needle'], { a: [{ b: 'hay NEEDLE hay' }] })).toBe(true);
    expect(matches(['4769'], { a: { b: 14_769 } })).toBe(true);
    expect(matches(['needle'], { needle: 'hay' })).toBe(false);
  });
  it('give up below 64 levels', () => {
    let deep: unknown = 'needle';
    for (let i = 0; i < 50_000; i++) deep = [deep];
    expect(matches(['needle'], { a: deep })).toBe(false);
  });
  it('are reported by hasKeywords', () => {
    expect(hasKeywords(selection(['x']))).toBe(true);
    expect(hasKeywords(selection({ a: 'x' }))).toBe(false);
  });
});

it('a thousand exact values are one look-up', () => {
  const values = Array.from({ length: 1_000 }, (_, i) => `value${i}`);
  const match = compileExpression(selection({ a: values }));
  expect(match({ a: 'VALUE999' })).toBe(true);
  const spent = processorTime(1_000, () => {
    for (let i = 0; i < 100_000; i++) match({ a: 'value' });
  });
  expect(spent).toBeLessThan(1_000);
});
