// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstText, objectOrJson, readPath, text, texts } from './read.ts';

test.each([
  ['a.b', { a: { b: 1 } }, 1],
  ['a.b', { 'a.b': 2, a: { b: 1 } }, 2],
  ['a.b.c/d', { a: { 'b.c/d': 3 } }, 3],
  ['a.b.c', { 'a.b': { c: 4 }, a: { b: { c: 5 } } }, 4],
  ['a.b.c', { 'a.b': { x: 4 }, a: { b: { c: 5 } } }, 5],
  ['a.b', { a: [{ b: 1 }, { c: 2 }, { b: [3, 4] }] }, [1, 3, 4]],
  ['a', { a: [1, 2] }, [1, 2]],
  ['a.b', { a: [{ c: 1 }] }, undefined],
  ['a.b', { a: null }, undefined],
  ['constructor.name', {}, undefined],
  ['__proto__.x', {}, undefined],
])('%s in %j', (path, record, value) => expect(readPath(record, path)).toEqual(value));

test('any path in any record is answered', () => {
  fc.assert(fc.property(fc.string(), fc.jsonValue(), (path, record) => void readPath(record, path)));
});

test('deep nesting is given up, not followed', () => {
  let arrays: unknown = { a: 1 };
  for (let depth = 0; depth < 100_000; depth++) arrays = [arrays];
  expect(readPath(arrays, 'a')).toBeUndefined();
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  expect(objectOrJson(deep)).toBeUndefined();
  expect(objectOrJson(`{"a":"${'['.repeat(1000)}\\""}`)).toEqual({ a: `${'['.repeat(1000)}"` });
});

test('text', () => {
  expect([text('a'), text(''), text(1), text(false), text(null), text({}), text(['', { a: 1 }, 'b'])]).toEqual([
    'a',
    undefined,
    '1',
    'false',
    undefined,
    undefined,
    'b',
  ]);
  expect(firstText([undefined, null, '', 0])).toBe('0');
  expect([texts('a'), texts(['a', 1, null, ['b']]), texts({})]).toEqual([['a'], ['a', '1'], []]);
});

test('an object may be written as text', () => {
  expect([
    objectOrJson({ a: 1 }),
    objectOrJson(' {"a":1}'),
    objectOrJson('{'),
    objectOrJson('[]'),
    objectOrJson(1),
  ]).toEqual([{ a: 1 }, { a: 1 }, undefined, undefined, undefined]);
});
