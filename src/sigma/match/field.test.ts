// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readField } from './field.ts';

const pod = 'authentication.kubernetes.io/pod-name';

it.each([
  ['a', { a: 1 }, 1],
  ['a', {}, undefined],
  ['a', { a: null }, null],
  ['a.b', { a: { b: 1 } }, 1],
  ['a.b', { 'a.b': 1, a: { b: 2 } }, 1],
  ['a.b.c', { a: { 'b.c': 1, b: { c: 2 } } }, 1],
  ['a.b.c', { 'a.b': { x: 0 }, a: { b: { c: 2 } } }, 2],
  [`user.extra.${pod}`, { user: { extra: { [pod]: ['x'] } } }, ['x']],
  ['a.b', { a: [{ b: 1 }, { b: 2 }, {}] }, [1, 2]],
  ['a.b', { a: [{ b: [1, 2] }, { b: [3] }] }, [1, 2, 3]],
  ['a.b', { a: [{}, 1, null] }, undefined],
  ['a.1.b', { a: [{ b: 1 }, { b: 2 }] }, 2],
  ['a.0', { a: ['x', 'y'] }, 'x'],
  ['a.0', { a: { 0: 'x' } }, 'x'],
  ['a', [{ a: 1 }, { a: 2 }], [1, 2]],
  ['a.b', { a: 'text' }, undefined],
  ['a.length', { a: 'text' }, undefined],
  ['toString', {}, undefined],
  ['__proto__.polluted', {}, undefined],
  ['constructor.name', {}, undefined],
  ['a', null, undefined],
  ['', { '': 1 }, 1],
])('%s of %j is %j', (path, record, value) => expect(readField(path)(record)).toEqual(value));

it('a record nested without end is given up, not followed', () => {
  let record: unknown = { a: 1 };
  for (let i = 0; i < 100_000; i++) record = [record];
  expect(readField('a')(record)).toBeUndefined();
});

it('any path on any record gives a value and no error', () => {
  fc.assert(fc.property(fc.string(), fc.jsonValue(), (path, record) => void readField(path)(record)));
});
