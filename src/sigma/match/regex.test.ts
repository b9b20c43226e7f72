// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { TokenwardError } from '../../model/error.ts';
import { compileRegex } from './regex.ts';

it('is linear: (a+)+$ on a megabyte of a and one b ends under a second', () => {
  const match = compileRegex('(a+)+$', '');
  expect(processorTime(1_000, () => expect(match(`${'a'.repeat(1 << 20)}b`)).toBe(false))).toBeLessThan(1_000);
});

it.each([
  ['a.c', '', 'xabcx', true],
  ['A.C', '', 'abc', false],
  ['A.C', 'i', 'abc', true],
  ['^b$', '', 'a\nb', false],
  ['^b$', 'm', 'a\nb', true],
  ['a.b', '', 'a\nb', false],
  ['a.b', 's', 'a\nb', true],
  ['[a-z]{2,3}|[^a-z]', '', 'A', true],
])('%s with flags "%s" on %j', (source, flags, text, found) => expect(compileRegex(source, flags)(text)).toBe(found));

it.each([
  ['(?=a)', 'look-around'],
  ['(?<!a)b', 'look-around'],
  ['(a)\\1', 'back-references'],
  ['a++', 'possessive'],
  ['(?>a)', 'atomic'],
  ['a{1001}', 'repeat count'],
  ['(a{500}){500}', 'repeat count'],
  ['[a', 'correct it'],
  ['a'.repeat(20_000), 'shorten it'],
])('%.20s is refused with a hint', (source, hint) => {
  expect(() => compileRegex(source, '')).toThrow(TokenwardError);
  expect(() => compileRegex(source, '')).toThrow(hint);
  expect(() => compileRegex(source, '')).toThrow(expect.objectContaining({ code: 'REGEX_INVALID' }));
});
