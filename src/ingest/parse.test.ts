// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { maxDepth, maxValues, parseObject, parseRecord } from './parse.ts';

function parse(text: string) {
  return parseRecord(Buffer.from(text));
}

function nested(levels: number, inner = ''): string {
  return `{"a":${'['.repeat(levels - 1)}${inner}${']'.repeat(levels - 1)}}`;
}

test('an object is a record; of keys that come twice the last wins', () => {
  expect(parse('{"a":1,"b":{"c":"é"},"a":2}')).toEqual({ ok: true, record: { a: 2, b: { c: 'é' } } });
});

test('anything else is not', () => {
  const reasons = ['[]', '1', '"x"', 'null', 'true'].map((text) => parse(text));
  expect(reasons.map((result) => (result.ok ? '' : `${result.code} ${result.reason}`))).toEqual([
    'RECORD_INVALID the record is a list, not an object',
    'RECORD_INVALID the record is a number, not an object',
    'RECORD_INVALID the record is text, not an object',
    'RECORD_INVALID the record is null, not an object',
    'RECORD_INVALID the record is a boolean, not an object',
  ]);
});

test('depth is bounded, whatever strings hold', () => {
  expect(parse(nested(maxDepth)).ok).toBe(true);
  expect(parse(nested(maxDepth + 1))).toMatchObject({ code: 'RECORD_TOO_DEEP' });
  expect(parse(`{"a":"\\"${'['.repeat(1000)}"}`).ok).toBe(true);
  expect(parse(`{"a":"\\\\",${'"b":{'.repeat(300)}`)).toMatchObject({ code: 'RECORD_TOO_DEEP' });
});

test('10,000 levels, and a million unclosed ones, are refused at once', () => {
  const spent = processorTime(500, () => {
    expect(parse(nested(10_000))).toMatchObject({ ok: false, code: 'RECORD_TOO_DEEP' });
    expect(parse('['.repeat(1_000_000))).toMatchObject({ ok: false, code: 'RECORD_TOO_DEEP' });
  });
  expect(spent).toBeLessThan(500);
});

test('a record of very many tiny values is refused before it takes memory', () => {
  const many = (count: number, element: string) => parse(`{"a":[${`${element},`.repeat(count - 1)}${element}]}`);
  expect(many(maxValues / 2 + 1, '{}')).toMatchObject({ ok: false, code: 'RECORD_TOO_LARGE' });
  expect(many(maxValues + 1, '1')).toMatchObject({ ok: false, code: 'RECORD_TOO_LARGE' });
  expect(many(1000, '1').ok).toBe(true);
  expect(parse(`{"a":"${','.repeat(maxValues + 1)}"}`).ok).toBe(true);
});

test('a reason says where, and quotes nothing', () => {
  const secret = ['gh', 'p_', 'a'.repeat(36)].join('');
  const broken = [
    `{"k":"${secret}",}`,
    `${secret}`,
    `{"k":"${secret}`,
    `{"k":"${secret}"}}`,
    `{"k":"${secret}\t"}`,
    '',
  ];
  const reasons = broken.map((text) => parse(text)).map((result) => (result.ok ? '' : result.reason));
  expect(reasons).toEqual([
    'not valid JSON at character 49 of the record',
    'not valid JSON',
    'not valid JSON: the record breaks off before its end',
    'not valid JSON at character 49 of the record',
    'not valid JSON at character 47 of the record',
    'not valid JSON: the record breaks off before its end',
  ]);
});

test('NUL bytes are named', () => {
  expect(parse('{"a":"x\0y"}')).toEqual({
    ok: false,
    code: 'RECORD_INVALID',
    reason: 'not valid JSON: a NUL byte at byte 7 of the record',
  });
});

test('bytes that are not UTF-8 are replaced, and said', () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"x'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')]);
  const note = 'bytes that are not UTF-8 were replaced by U+FFFD';
  expect(parseRecord(bytes)).toEqual({ ok: true, record: { a: 'x\uFFFD\uFFFD' }, note });
  expect(parseRecord(bytes.subarray(0, -1))).toMatchObject({ ok: false, reason: expect.stringContaining(note) });
  expect(parse('{"a":"\uFFFD"}')).toEqual({ ok: true, record: { a: '\uFFFD' } });
});

test('__proto__ is a key like any other', () => {
  const result = parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
  expect(result.ok && Object.hasOwn(result.record, '__proto__')).toBe(true);
  expect('polluted' in {}).toBe(false);
});

test('text inside a record has the same bounds', () => {
  expect(parseObject('{"a":1}')).toEqual({ a: 1 });
  expect(parseObject('[1]')).toBeUndefined();
  expect(parseObject(nested(maxDepth + 1))).toBeUndefined();
});
