// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const volume = rule('volume', { type: 'volume', gte: 4, factor: 2, baseline: 3000, learning: 2 });
/** `count` events in the second that begins at `start`. */
const burst = (start: number, count: number) =>
  Array.from({ length: count }, (_, offset) => event('a', start + offset));

it('is met by a bucket above the floor and the multiple of the mean', () => {
  const [hit] = run([volume], [...burst(0, 1), ...burst(1000, 2), ...burst(2000, 5)]);
  expect(hit === undefined ? '' : brief(hit)).toBe('volume alice 2003 2000-2004 x5 a2000 a2001 a2002 a2003 a2004');
  expect(hit?.values).toEqual(['5', '1.5']);
});

it('is not met below the floor, at the multiple, or before it has learned', () => {
  expect(run([volume], [...burst(0, 1), ...burst(1000, 1), ...burst(2000, 3)])).toEqual([]);
  expect(run([volume], [...burst(0, 3), ...burst(1000, 2), ...burst(2000, 5)])).toEqual([]);
  expect(run([volume], [...burst(0, 1), ...burst(2000, 5)])).toEqual([]);
});

it('knows only buckets within the baseline, the empty ones left out', () => {
  expect(run([volume], [...burst(0, 1), ...burst(1000, 1), ...burst(3000, 5)])).toHaveLength(1);
  expect(run([volume], [...burst(0, 1), ...burst(1000, 1), ...burst(4000, 5)])).toEqual([]);
});

it('is aligned: a burst over a border is two buckets', () => {
  const border = Array.from({ length: 6 }, (_, offset) => event('a', 2997 + offset));
  expect(run([volume], [...burst(0, 1), ...burst(1000, 1), ...border])).toEqual([]);
});

it('sums a field', () => {
  const bytes = rule('bytes', { type: 'volume', field: 'bytes', gte: 100, factor: 10, baseline: 5000, learning: 1 });
  const sent = (time: number, bytes: unknown) => event('a', time, { bytes });
  expect(run([bytes], [sent(0, 10), sent(1000, 60), sent(1001, 41)])).toMatchObject([{ values: ['101', '10'] }]);
  expect(run([bytes], [sent(0, 10), sent(1000, 60), sent(1001, 40)])).toEqual([]);
});
