// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RankedNumbers } from './ranked-numbers.ts';

it('ranks like a sorted list', () => {
  const step = fc.record({ add: fc.boolean(), value: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const ranked = new RankedNumbers();
      const list: number[] = [];
      for (const { add, value } of steps) {
        if (add) {
          ranked.add(value);
          list.push(value);
        } else if (list.includes(value)) {
          ranked.remove(value);
          list.splice(list.indexOf(value), 1);
        }
      }
      list.sort((a, b) => a - b);
      expect(ranked.size).toBe(list.length);
      expect(list.map((_, index) => ranked.nth(index + 1))).toEqual(list);
      expect(ranked.nth(list.length + 1)).toBeUndefined();
    }),
  );
});

it('stays fast for rising numbers', () => {
  const ranked = new RankedNumbers();
  for (let value = 0; value < 100_000; value++) ranked.add(value);
  expect(ranked.nth(50_000)).toBe(49_999);
});
