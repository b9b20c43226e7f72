// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { memoise } from './memo.ts';

function counted(limit: number, longest: number) {
  let computed = 0;
  const get = memoise(
    (text) => {
      computed++;
      return text.length;
    },
    limit,
    longest,
  );
  return { get, computed: () => computed };
}

test('a text is computed once while it is recent', () => {
  const { get, computed } = counted(10, 100);
  for (const text of ['a', 'bb', 'a', 'bb', 'a']) expect(get(text)).toBe(text.length);
  expect(computed()).toBe(2);
});

test('texts in use stay, others go, and no more than the limit are kept', () => {
  const { get, computed } = counted(10, 100);
  for (let at = 0; at < 1000; at++) {
    get('kept');
    get(`other ${at}`);
  }
  expect(computed()).toBe(1001);
  let again = 0;
  for (let at = 999; at >= 0; at--) {
    const before = computed();
    get(`other ${at}`);
    if (computed() === before) again++;
    if (computed() > before) break;
  }
  expect(again).toBeGreaterThanOrEqual(3);
  expect(again).toBeLessThanOrEqual(10);
});

test('undefined is remembered too', () => {
  let computed = 0;
  const get = memoise(
    () => {
      computed++;
      return undefined;
    },
    4,
    10,
  );
  get('x');
  get('x');
  expect(computed).toBe(1);
});

test('a long text is not kept', () => {
  const { get, computed } = counted(10, 3);
  get('long');
  get('long');
  expect(computed()).toBe(2);
});
