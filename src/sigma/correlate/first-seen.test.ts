// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const day = 86_400_000;
const fresh = rule('fresh', { type: 'first_seen', field: ['asn'], learning: 100, known: 2, timespan: 30 * day });
const seen = (time: number, asn: unknown, user = 'alice') => event('a', time, { asn, user });

it('tells a new value after the learning period, with enough known ones', () => {
  const [hit, ...others] = run([fresh], [seen(0, 1), seen(50, 2), seen(100, 3)]);
  expect(hit === undefined ? '' : brief(hit)).toBe('fresh alice 100 100-100 x1 a0 a100');
  expect(hit?.values).toEqual(['3', '1', '2']);
  expect(others).toEqual([]);
});

it('is silent while it learns, for known values and for another group', () => {
  expect(run([fresh], [seen(0, 1), seen(50, 2), seen(99, 3)])).toEqual([]);
  expect(run([fresh], [seen(0, 1), seen(50, 2), seen(100, 1)])).toEqual([]);
  expect(run([fresh], [seen(0, 1), seen(50, 1), seen(100, 3)])).toEqual([]);
  expect(run([fresh], [seen(0, 1), seen(50, 2), seen(100, 3, 'bob')])).toEqual([]);
});

it('does not let values of one instant know each other', () => {
  expect(run([fresh], [seen(0, 1), seen(100, 2), { ...seen(100, 3), id: 'other' }])).toEqual([]);
});

it('does not grow with later sightings', () => {
  const all = [seen(0, 1), seen(50, 2), seen(100, 3), seen(200, 3), seen(101 + day, 3)];
  expect(run([fresh], all).map(brief)).toEqual(['fresh alice 100 100-100 x1 a0 a100']);
});

it('takes several fields as one value', () => {
  const pair = rule('pair', { type: 'first_seen', field: ['asn', 'agent'], learning: 1, known: 1 });
  const at = (time: number, asn: number, agent: string) => event('a', time, { asn, agent });
  expect(run([pair], [at(0, 1, 'go'), at(1, 1, 'go')])).toEqual([]);
  expect(run([pair], [at(0, 1, 'go'), at(1, 1, 'curl')])[0]?.values).toEqual(['1 | curl', '1 | go']);
});

it('is a function of the set of sightings', () => {
  const sighting = fc.record({ time: fc.integer({ min: 0, max: 30 }), asn: fc.integer({ min: 0, max: 6 }) });
  const short = rule('short', { type: 'first_seen', field: ['asn'], learning: 10, known: 2, timespan: day });
  fc.assert(
    fc.property(fc.array(sighting), (all) => {
      const first = new Map<number, number>();
      for (const { time, asn } of all) first.set(asn, Math.min(time, first.get(asn) ?? time));
      const begin = Math.min(...first.values());
      const expected = [...first]
        .filter(([, time]) => time >= begin + 10 && [...first.values()].filter((other) => other < time).length >= 2)
        .map(([asn, time]) => `${time}/${asn}`);
      const hits = run(
        [short],
        all.map(({ time, asn }) => ({ ...seen(time, asn), id: `${time}/${asn}` })),
      );
      expect(hits.map(({ time, values }) => `${time}/${values[0]}`).sort()).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});
