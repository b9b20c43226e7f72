// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brief, event, rule, run, type Sample } from './testing/samples.ts';

const chain = rule('chain', { type: 'temporal_ordered', rules: ['a', 'b', 'c'] });
const ids = (samples: readonly Sample[], of = chain) => run([of], samples).map(brief);

it('wants the order of the rules, within the timespan', () => {
  expect(ids([event('a', 0), event('b', 500), event('c', 1000)])).toEqual(['chain alice 1000 0-1000 x3 a0 b500 c1000']);
  expect(ids([event('a', 0), event('b', 500), event('c', 1001)])).toEqual([]);
  expect(ids([event('b', 0), event('a', 500), event('c', 1000)])).toEqual([]);
  expect(ids([event('a', 0), event('b', 500), event('c', 600, { user: 'bob' })])).toEqual([]);
});

it('takes one instant as in order', () => {
  expect(ids([event('c', 7), event('b', 7), event('a', 7)])).toEqual(['chain alice 7 7-7 x3 a7 b7 c7']);
});

it('takes the shortest chain, and grows with repeated last steps', () => {
  const pair = rule('pair', { type: 'temporal_ordered', rules: ['a', 'b'] });
  expect(ids([event('a', 0), event('a', 600), event('b', 700), event('b', 900)], pair)).toEqual([
    'pair alice 700 600-900 x3 a600 b700 b900',
  ]);
  expect(ids([event('a', 0), event('b', 1), event('a', 2)], pair)).toEqual(['pair alice 1 0-1 x2 a0 b1']);
  expect(ids([event('a', 0), event('b', 1), event('a', 1500), event('b', 1501)], pair)).toHaveLength(2);
});

it('lets a rule be named twice', () => {
  const twice = rule('twice', { type: 'temporal_ordered', rules: ['a', 'a', 'b'] });
  expect(ids([event('a', 0), event('b', 1)], twice)).toEqual([]);
  expect(ids([event('a', 0), event('a', 1), event('b', 2)], twice)).toHaveLength(1);
});

it('takes bounds on the length of the longest chain', () => {
  const two = rule('two', { type: 'temporal_ordered', rules: ['a', 'b', 'c'], bounds: { gte: 2 } });
  expect(ids([event('a', 0), event('c', 1)], two)).toEqual(['two alice 1 0-1 x2 a0 c1']);
  expect(ids([event('c', 0), event('a', 1)], two)).toEqual([]);
});

it('is met exactly where some chain exists', () => {
  const sample = fc.record({ of: fc.constantFrom('a', 'b', 'c'), time: fc.integer({ min: 0, max: 30 }) });
  const short = rule('short', { type: 'temporal_ordered', rules: ['a', 'b', 'c'], timespan: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(sample, { selector: ({ of, time }) => `${of}${time}`, maxLength: 15 }), (all) => {
      const samples = all.map(({ of, time }) => event(of, time));
      const times = (of: string) => all.filter((one) => one.of === of).map(({ time }) => time);
      const ends = times('c')
        .filter((end) => times('b').some((b) => b <= end && times('a').some((a) => a <= b && end - a <= 5)))
        .toSorted((x, y) => x - y);
      const starts = ends.filter((end, index) => index === 0 || end - (ends[index - 1] ?? 0) > 5);
      expect(run([short], samples).map(({ time }) => time)).toEqual(starts);
    }),
    { numRuns: 500 },
  );
});
