// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project, type Source } from '../model/source.ts';
import { contentId, toEvent } from './event.ts';

const source: Source = {
  id: 'test.log',
  title: 'Test',
  documentation: 'https://example.com',
  logsources: [{ product: 'test' }],
  shapes: [{ require: { at: true } }],
  time: ['at', 'received'],
  eventId: ['id', 'meta.id'],
  lifecycle: [
    project('action', ['what'], ([what]) => (typeof what === 'string' ? what : undefined)),
    project('scopes', ['scopes', 'what'], ([scopes, what]) =>
      scopes === undefined ? undefined : [`${what}:${scopes}`],
    ),
  ],
};
const origin = { file: 'a.log', line: 3, offset: 90 };

test('an event has the time, the id and the projected fields', () => {
  const raw = { at: 'soon', received: 1_772_452_800_000, meta: { id: 9 }, what: 'read', scopes: 'all' };
  expect(toEvent(source, raw, origin)).toEqual({
    id: '9',
    source: 'test.log',
    time: 1_772_452_800_000,
    raw,
    lifecycle: { action: 'read', scopes: ['read:all'] },
    origin,
  });
});

test('a record without an id is named by its content', () => {
  const record = { at: 1_772_452_800, what: 'read' };
  expect(toEvent(source, record, origin)).toMatchObject({ id: contentId(record), lifecycle: { action: 'read' } });
});

test('a record without a usable time is rejected, with the fields that were looked at', () => {
  expect(toEvent(source, { at: 'soon', id: '1' }, origin)).toEqual({
    code: 'RECORD_INVALID',
    reason: 'no usable time: test.log keeps it in at or received',
  });
});

test('a record that nests without end still has a name', () => {
  let record: Record<string, unknown> = {};
  for (let depth = 0; depth < 100_000; depth++) record = { a: record };
  expect(contentId(record)).toMatch(/^[0-9a-f]{32}$/);
});

test('the order of keys does not change the content id, everything else does', () => {
  expect(contentId({ a: 1, b: { c: [1, 2], d: null } })).toBe(contentId({ b: { d: null, c: [1, 2] }, a: 1 }));
  expect(contentId({ a: 1 })).toMatch(/^[0-9a-f]{32}$/);
  const different = [{}, { a: 1 }, { a: '1' }, { a: [1] }, { a: null }, { a: { a: 1 } }, { a: [1, 2] }, { a: [2, 1] }];
  expect(new Set(different.map(contentId)).size).toBe(different.length);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      expect(contentId(Object.fromEntries(Object.entries(record).reverse()))).toBe(contentId(record));
    }),
  );
});
