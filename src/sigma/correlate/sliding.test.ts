// SPDX-License-Identifier: Apache-2.0
// The incremental aggregates against counting anew at each instant.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CorrelationRule } from '../types.ts';
import { event, rule, run } from './testing/samples.ts';

interface One {
  readonly of: string;
  readonly time: number;
  readonly number: number;
}

const timespan = 10;
const field = ['number'];
const total = (window: readonly One[]) => window.reduce((sum, { number }) => sum + number, 0);
const cases: readonly [CorrelationRule, (window: readonly One[]) => boolean][] = [
  [rule('count', { type: 'event_count', rules: ['a', 'b'], bounds: { gte: 3 }, timespan }), (all) => all.length >= 3],
  [rule('quiet', { type: 'event_count', rules: ['a', 'b'], bounds: { lt: 3 }, timespan }), (all) => all.length < 3],
  [rule('sum', { type: 'value_sum', rules: ['a', 'b'], field, bounds: { gt: 9 }, timespan }), (all) => total(all) > 9],
  [
    rule('avg', { type: 'value_avg', rules: ['a', 'b'], field, bounds: { gte: 4 }, timespan }),
    (all) => total(all) / all.length >= 4,
  ],
  [
    rule('third', { type: 'value_percentile', percentile: 75, rules: ['a', 'b'], field, bounds: { gt: 5 }, timespan }),
    (all) => (all.map(({ number }) => number).sort((x, y) => x - y)[Math.ceil(all.length * 0.75) - 1] ?? 0) > 5,
  ],
  [
    rule('both', { type: 'temporal', rules: ['a', 'b'], timespan }),
    (all) => all.some(({ of }) => of === 'a') && all.some(({ of }) => of === 'b'),
  ],
];
const input = fc.uniqueArray(
  fc.record({
    of: fc.constantFrom('a', 'b'),
    time: fc.integer({ min: 0, max: 60 }),
    number: fc.integer({ min: -2, max: 8 }),
  }),
  { selector: ({ of, time, number }) => `${of}${time}/${number}`, maxLength: 40 },
);

it.each(cases.map(([of, met]) => [of.meta.title, of, met] as const))('%s', (_, of, met) => {
  fc.assert(
    fc.property(input, (all) => {
      const times = [...new Set(all.map(({ time }) => time))].sort((x, y) => x - y);
      const window = (at: number) => all.filter(({ time }) => time <= at && time >= at - timespan);
      const starts: number[] = [];
      let last = Number.NEGATIVE_INFINITY;
      for (const time of times.filter((at) => met(window(at)))) {
        if (time - last > timespan) starts.push(time);
        last = time;
      }
      const samples = all.map(({ of: by, time, number }) => event(by, time, { number }, `${by}${time}/${number}`));
      expect(run([of], samples).map(({ time }) => time)).toEqual(starts);
    }),
    { numRuns: 200 },
  );
});
