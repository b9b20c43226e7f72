// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';

const unissued = rule('unissued', { type: 'absence', rules: ['use', 'issue', 'refresh'] });
const reach = event('issue', 0, { user: 'somebody' });

it('is met by a use that nothing precedes', () => {
  expect(run([unissued], [reach, event('use', 1000)]).map(brief)).toEqual(['unissued alice 1000 1000-1000 x1 use1000']);
});

it('is not met if any of the others precedes, however long before, or comes at the same instant', () => {
  for (const before of [event('issue', 1), event('issue', 1000), event('refresh', 1500), event('issue', 2000)])
    expect(run([unissued], [reach, before, event('use', 2000)])).toEqual([]);
  expect(run([unissued], [reach, event('issue', 2001), event('use', 2000)])).toHaveLength(1);
  expect(run([unissued], [reach, event('issue', 1500, { user: 'bob' }), event('use', 2000)])).toHaveLength(1);
});

it('says nothing where the log of the others does not reach back', () => {
  expect(run([unissued], [event('use', 1000)])).toEqual([]);
  expect(run([unissued], [reach, event('use', 999)])).toEqual([]);
});

it('judges a group once, at its first use', () => {
  const uses = [1000, 1500, 2500, 3501].map((time) => event('use', time));
  expect(run([unissued], [reach, ...uses]).map(brief)).toEqual(['unissued alice 1000 1000-1000 x1 use1000']);
  expect(run([unissued], [reach, event('use', 999), event('use', 2000)])).toEqual([]);
});
