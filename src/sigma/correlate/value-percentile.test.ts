// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { event, rule, run } from './testing/samples.ts';

const sent = (time: number, bytes: number) => event('a', time, { bytes });
const percentile = (p: number, gte: number) =>
  rule('p', { type: 'value_percentile', field: ['bytes'], percentile: p, bounds: { gte } });

it('is the value at the nearest rank of the window', () => {
  const ten = Array.from({ length: 10 }, (_, index) => sent(index, index + 1));
  expect(run([percentile(50, 5)], ten)).toMatchObject([{ time: 8, count: 10 }]);
  expect(run([percentile(50, 6)], ten)).toEqual([]);
  expect(run([percentile(90, 9)], ten)).toMatchObject([{ time: 8 }]);
  expect(run([percentile(100, 11)], ten)).toEqual([]);
  expect(run([percentile(0, 2)], ten)).toEqual([]);
});

it('forgets what has left the window', () => {
  expect(run([percentile(50, 9)], [sent(0, 1), sent(1, 1), sent(1000, 9)])).toEqual([]);
  expect(run([percentile(50, 9)], [sent(0, 1), sent(1, 1), sent(1002, 9)])).toMatchObject([{ count: 1 }]);
});
