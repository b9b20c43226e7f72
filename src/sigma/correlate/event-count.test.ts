// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const three = rule('three', { type: 'event_count', bounds: { gte: 3 } });

it('is met by enough elements within the timespan, to the millisecond', () => {
  expect(run([three], [event('a', 0), event('a', 500), event('a', 1000)]).map(brief)).toEqual([
    'three alice 1000 0-1000 x3 a0 a500 a1000',
  ]);
  expect(run([three], [event('a', 0), event('a', 500), event('a', 1001)])).toEqual([]);
});

it('is not met by too few, by two groups together, or by a group that is not known', () => {
  expect(run([three], [event('a', 0), event('a', 1)])).toEqual([]);
  expect(run([three], [event('a', 0), event('a', 1), event('a', 2, { user: 'bob' })])).toEqual([]);
  expect(
    run(
      [three],
      [0, 1, 2].map((time) => event('a', time, { user: undefined })),
    ),
  ).toEqual([]);
});

it('has one group without group-by, and takes the first of a list', () => {
  const everybody = rule('three', { type: 'event_count', bounds: { gte: 3 }, groupBy: [] });
  const users = ['x', 'y', undefined].map((user, time) => event('a', time, { user }));
  expect(run([everybody], users).map(({ key, count }) => [key, count])).toEqual([[{}, 3]]);
  const listed = [event('a', 0), event('a', 1, { user: ['alice', 'bob'] }), event('a', 2, { user: ['alice'] })];
  expect(run([three], listed)[0]?.key).toEqual({ user: 'alice' });
});

it('counts an event once', () => {
  expect(run([three], [event('a', 0), event('a', 1), event('a', 1), event('a', 0)])).toEqual([]);
});

it('grows while it stays met, and is a new hit after a gap of more than the timespan', () => {
  const burst = (start: number) => [0, 1, 2].map((offset) => event('a', start + offset));
  expect(run([three], [...burst(0), ...burst(1000)]).map(brief)).toEqual([
    'three alice 2 0-1002 x6 a0 a1 a2 a1000 a1001 a1002',
  ]);
  expect(run([three], [...burst(0), ...burst(1003)]).map(brief)).toEqual([
    'three alice 2 0-2 x3 a0 a1 a2',
    'three alice 1005 1003-1005 x3 a1003 a1004 a1005',
  ]);
});

it('keeps the first steps and counts the rest', () => {
  const many = Array.from({ length: 100 }, (_, time) => event('a', time));
  const [hit] = run([three], many, { maxSteps: 4 });
  expect(hit?.steps.map(({ id, payload }) => [id, payload])).toEqual([
    ['a0', 'line of a0'],
    ['a1', 'line of a1'],
    ['a2', 'line of a2'],
    ['a3', 'line of a3'],
  ]);
  expect(hit?.count).toBe(100);
});

it('holds all bounds that are given, at each instant', () => {
  const exactly = rule('exactly', { type: 'event_count', bounds: { eq: 2 } });
  expect(run([exactly], [event('a', 0), event('a', 1)])).toHaveLength(1);
  expect(run([exactly], [event('a', 0)])).toEqual([]);
  const range = rule('range', { type: 'event_count', bounds: { gt: 1, lt: 3 } });
  expect(run([range], [event('a', 0, {}, '1'), event('a', 0, {}, '2'), event('a', 0, {}, '3')])).toEqual([]);
  const few = rule('few', { type: 'event_count', bounds: { lte: 1 } });
  expect(run([few], [event('a', 0)])).toHaveLength(1);
  const notTwo = rule('not', { type: 'event_count', bounds: { neq: 1 } });
  expect(run([notTwo], [event('a', 0)])).toEqual([]);
});
