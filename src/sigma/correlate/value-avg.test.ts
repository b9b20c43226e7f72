// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { event, rule, run } from './testing/samples.ts';

const average = rule('average', { type: 'value_avg', field: ['bytes'], bounds: { gt: 500 } });
const sent = (time: number, bytes: unknown) => event('a', time, { bytes });

it('is the mean of the elements in the window that have the field', () => {
  expect(run([average], [sent(0, 400), sent(1000, 601)])).toMatchObject([{ time: 1000, count: 2 }]);
  expect(run([average], [sent(0, 400), sent(1000, 600)])).toEqual([]);
  expect(run([average], [sent(0, 400), sent(1, undefined), sent(1000, 601)])).toMatchObject([{ count: 2 }]);
  expect(run([average], [sent(0, 400), sent(1001, 501)])).toMatchObject([{ time: 1001, count: 1 }]);
});
