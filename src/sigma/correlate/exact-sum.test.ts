// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ExactSum } from './exact-sum.ts';

it('rounds once', () => {
  const sum = new ExactSum();
  for (let index = 0; index < 10; index++) sum.add(0.1);
  expect(sum.value()).toBe(1);
  sum.add(1e100);
  sum.add(-1e100);
  expect(sum.value()).toBe(1);
});

it('does not depend on order, and forgets what is taken out', () => {
  const numbers = fc.array(fc.double({ min: -1e200, max: 1e200, noNaN: true }));
  fc.assert(
    fc.property(numbers, numbers, (kept, gone) => {
      const plain = new ExactSum();
      for (const number of kept) plain.add(number);
      const other = new ExactSum();
      for (const number of gone) other.add(number);
      for (const number of kept.toReversed()) other.add(number);
      for (const number of gone) other.add(-number);
      expect(other.value() === plain.value()).toBe(true);
    }),
  );
});
