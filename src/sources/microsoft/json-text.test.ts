// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { fromJsonText } from './json-text.ts';

test('objects and lists are read, other text is left alone', () => {
  expect(fromJsonText(' {"a":[1]}')).toEqual({ a: [1] });
  expect(fromJsonText('[]')).toEqual([]);
  for (const value of ['5', '"x"', 'null', '', 'C:\\[x]', 7, null]) expect(fromJsonText(value)).toBe(value);
});

test('a column cut short stays text', () => {
  expect(fromJsonText('{"errorCode":500')).toBe('{"errorCode":500');
});

test('nesting is bounded, brackets in strings do not count', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(fromJsonText(deep(32))).toBeInstanceOf(Array);
  expect(fromJsonText(deep(33))).toBe(deep(33));
  expect(fromJsonText(`["${'['.repeat(100)}\\""]`)).toEqual([`${'['.repeat(100)}"`]);
});

test('a key of the prototype stays a key', () => {
  const read = fromJsonText('{"__proto__":{"polluted":true}}');
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
