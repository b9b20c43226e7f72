// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Shape, Source } from '../model/source.ts';
import { createRecogniser, fitsShape } from './recognise.ts';

test.each<[Shape, Record<string, unknown>, boolean]>([
  [{ require: { a: true } }, { a: 0 }, true],
  [{ require: { a: true } }, { a: null }, false],
  [{ require: { 'a.b': ['x', 1] } }, { a: { b: 1 } }, true],
  [{ require: { 'a.b': ['x', 1] } }, { a: { b: '1' } }, false],
  [{ require: { 'a.b': ['x'] } }, { a: [{ b: 'y' }, { b: 'x' }] }, true],
  [{ require: { a: true }, forbid: ['b'] }, { a: 1, b: 2 }, false],
  [{ require: { a: true }, forbid: ['b'] }, { a: 1, b: null }, true],
])('%j fits %j: %s', (shape, record, fits) => expect(fitsShape(record, shape)).toBe(fits));

const source = (id: string, rest: Partial<Source>): Source => ({
  id,
  title: id,
  documentation: 'https://example.com',
  logsources: [{ product: id }],
  shapes: [],
  time: ['t'],
  eventId: [],
  lifecycle: [],
  ...rest,
});

test('plain forms come before variants, and variants are normalised', () => {
  const wrapped = source('wrapped', {
    shapes: [{ require: { inner: true } }],
    variants: [{ shape: { require: { outer: true } }, normalise: (record) => ({ inner: record.outer }) }],
  });
  const plain = source('plain', { shapes: [{ require: { plain: true } }] });
  const recognise = createRecogniser([wrapped, plain]);
  expect(recognise({ outer: 1 })).toEqual({ source: wrapped, record: { inner: 1 } });
  expect(recognise({ outer: 1, plain: 1 })?.source.id).toBe('plain');
  expect(recognise({ other: 1 })).toBeUndefined();
});
