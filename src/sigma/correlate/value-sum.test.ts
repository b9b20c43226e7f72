// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { event, rule, run } from './testing/samples.ts';

const sent = (time: number, bytes: unknown) => event('a', time, { bytes });
const sum = rule('sum', { type: 'value_sum', field: ['bytes'], bounds: { gt: 100 } });

it('adds up over the window', () => {
  expect(run([sum], [sent(0, 60), sent(1000, '41')])).toMatchObject([{ time: 1000, count: 2 }]);
  expect(run([sum], [sent(0, 60), sent(1000, 40)])).toEqual([]);
  expect(run([sum], [sent(0, 60), sent(1001, 41)])).toEqual([]);
});

it('ignores what is not a number', () => {
  const odd = ['', 'many', true, null, Number.NaN, Number.POSITIVE_INFINITY, '1e999', 1e300, {}, undefined];
  expect(run([sum], [...odd.map((value, time) => sent(time, value)), sent(20, 100)])).toEqual([]);
  expect(run([sum], [...odd.map((value, time) => sent(time, value)), sent(20, 101)])).toMatchObject([{ count: 1 }]);
});

it('is exact: what has left the window leaves no trace', () => {
  const tenth = rule('tenth', { type: 'value_sum', field: ['bytes'], bounds: { eq: 0.1 } });
  const all = [sent(0, 1e20), sent(1, 0.7), sent(2, 0.2), sent(5000, 0.1)];
  expect(run([tenth], all)).toMatchObject([{ time: 5000, count: 1 }]);
});
