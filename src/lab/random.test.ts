// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { TimeQueue } from './queue.ts';
import { Random } from './random.ts';

test('the numbers of a seed never change', () => {
  const random = new Random(1);
  expect([random.bits(), random.bits(), random.guid(), random.int(1, 6)]).toMatchInlineSnapshot(`
    [
      2420951833,
      2513034076,
      "e55a2fd5-f247-4522-a5b8-42584e8e30c1",
      3,
    ]
  `);
});

test('a fork does not depend on what was drawn before it', () => {
  const one = new Random(5);
  const two = new Random(5);
  two.bits();
  expect(one.fork('a').bits()).toBe(two.fork('a').bits());
  expect(one.fork('a').bits()).not.toBe(one.fork('b').bits());
});

test('draws are spread evenly', () => {
  const random = new Random(2);
  const counts = [0, 0, 0, 0];
  for (let index = 0; index < 40_000; index++) {
    const drawn = random.int(0, 3);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const drawn of counts) expect(Math.abs(drawn - 10_000)).toBeLessThan(400);
});

test('a weight of nought is never picked', () => {
  const random = new Random(3);
  for (let index = 0; index < 1000; index++)
    expect(
      random.weighted([
        [0, 'never'],
        [1, 'always'],
      ]),
    ).toBe('always');
  expect(() => random.pick([])).toThrow(TypeError);
});

test('the queue gives items by time, and equal times in order of arrival', () => {
  const random = new Random(4);
  const queue = new TimeQueue<number>();
  const pushed = Array.from({ length: 500 }, (_, order) => ({ at: random.int(0, 50), order }));
  for (const { at, order } of pushed) queue.push(at, order);
  expect(queue.popBefore(0)).toBeUndefined();
  const popped: number[] = [];
  for (let next = queue.popBefore(51); next !== undefined; next = queue.popBefore(51)) popped.push(next.item);
  expect(popped).toEqual([...pushed].sort((a, b) => a.at - b.at).map(({ order }) => order));
});
