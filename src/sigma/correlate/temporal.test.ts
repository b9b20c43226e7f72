// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const both = rule('both', { type: 'temporal', rules: ['a', 'b', 'c'] });

it('wants every rule within the timespan, in any order', () => {
  expect(run([both], [event('c', 0), event('a', 500), event('b', 1000)]).map(brief)).toEqual([
    'both alice 1000 0-1000 x3 c0 a500 b1000',
  ]);
  expect(run([both], [event('c', 0), event('a', 500), event('b', 1001)])).toEqual([]);
  expect(run([both], [event('c', 0), event('a', 500), event('a', 600)])).toEqual([]);
  expect(run([both], [event('c', 0), event('a', 500), event('b', 600, { user: 'bob' })])).toEqual([]);
});

it('takes bounds on the number of rules', () => {
  const two = rule('two', { type: 'temporal', rules: ['a', 'b', 'c'], bounds: { gte: 2 } });
  expect(run([two], [event('c', 0), event('a', 500)])).toHaveLength(1);
  expect(run([two], [event('c', 0), event('c', 500)])).toEqual([]);
});

it('shows a step of each rule even after many of one', () => {
  const many = Array.from({ length: 50 }, (_, time) => event('a', time));
  const [hit] = run([both], [...many, event('b', 60), event('c', 61)], { maxSteps: 3 });
  expect(hit?.steps.map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'b60', 'c61']);
  expect(hit?.count).toBe(52);
});

it('groups different fields under one alias', () => {
  const aliased = rule('aliased', {
    type: 'temporal',
    rules: ['error', 'connection'],
    groupBy: ['internal', 'remote'],
    aliases: {
      internal: { error: 'destination', connection: 'source' },
      remote: { error: 'source', connection: 'destination' },
    },
  });
  const there = event('error', 0, { destination: '192.0.2.1', source: '198.51.100.1' });
  const back = event('connection', 5, { source: '192.0.2.1', destination: '198.51.100.1' });
  const same = event('connection', 5, { source: '198.51.100.1', destination: '192.0.2.1' });
  expect(run([aliased], [there, back])[0]?.key).toEqual({ internal: '192.0.2.1', remote: '198.51.100.1' });
  expect(run([aliased], [there, same])).toEqual([]);
});
