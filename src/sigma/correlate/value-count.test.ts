// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const two = rule('two', { type: 'value_count', field: ['ip'], bounds: { gte: 2 } });
const at = (time: number, ip: unknown, id?: string) => event('a', time, { ip }, id);

it('counts distinct values within the timespan', () => {
  const [hit] = run([two], [at(0, 'x'), at(10, 'x'), at(1000, 'y')]);
  expect(hit === undefined ? '' : brief(hit)).toBe('two alice 1000 0-1000 x3 a0 a10 a1000');
  expect(hit?.values).toEqual(['x', 'y']);
  expect(run([two], [at(0, 'x'), at(1001, 'y')])).toEqual([]);
  expect(run([two], [at(0, 'x'), at(1, 'x')])).toEqual([]);
});

it('keeps a value as long as one of its elements is in the window', () => {
  expect(run([two], [at(0, 'x'), at(500, 'x'), at(1400, 'y')])).toHaveLength(1);
  expect(run([two], [at(0, 'x'), at(500, 'x'), at(1501, 'y')])).toEqual([]);
});

it('ignores elements without the field and takes several fields as one value', () => {
  expect(run([two], [at(0, 'x'), at(1, undefined), at(2, null)])).toEqual([]);
  const pair = rule('pair', { type: 'value_count', field: ['ip', 'agent'], bounds: { gte: 3 } });
  const agents = ['curl', 'go', 'curl'].map((agent, time) => event('a', time, { ip: '192.0.2.1', agent }));
  expect(run([pair], agents)).toEqual([]);
  const more = [...agents, event('a', 9, { ip: '192.0.2.2', agent: 'go' })];
  expect(run([pair], more)[0]?.values).toEqual(['192.0.2.1 | curl', '192.0.2.1 | go', '192.0.2.2 | go']);
});

it('says the same as counting anew for each element', () => {
  const sample = fc.record({ time: fc.integer({ min: 0, max: 60 }), ip: fc.constantFrom('x', 'y', 'z', 'w') });
  fc.assert(
    fc.property(fc.uniqueArray(sample, { selector: ({ time }) => time }), fc.integer({ min: 1, max: 4 }), (all, n) => {
      const counting = rule('n', { type: 'value_count', field: ['ip'], bounds: { gte: n }, timespan: 10 });
      const sorted = all.toSorted((a, b) => a.time - b.time);
      const met = sorted.filter(({ time }) => {
        const window = sorted.filter((other) => other.time <= time && other.time >= time - 10);
        return new Set(window.map(({ ip }) => ip)).size >= n;
      });
      const starts = met.filter(({ time }, index) => index === 0 || time - (met[index - 1]?.time ?? 0) > 10);
      const hits = run(
        [counting],
        all.map(({ time, ip }) => at(time, ip)),
      );
      expect(hits.map(({ time }) => time)).toEqual(starts.map(({ time }) => time));
    }),
  );
});
