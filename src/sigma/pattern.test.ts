// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern, patternText } from './pattern.ts';
import { pattern, text } from './testing/arbitraries.ts';

const literal = (value: string) => [{ kind: 'text', text: value }];

describe('"Escape Character"', () => {
  it.each([
    ['Plain backslash not followed by a wildcard, single', 'C:\\Windows', literal('C:\\Windows')],
    ['Plain backslash not followed by a wildcard, double', 'C:\\\\Windows', literal('C:\\Windows')],
    ['A wildcard has to be escaped to be handled as a plain character: \\*', '\\*', literal('*')],
    ['A wildcard has to be escaped to be handled as a plain character: \\?', '\\?', literal('?')],
    ['The backslash before a wildcard has to be escaped', '\\\\*', [...literal('\\'), { kind: 'any' }]],
    ['Three backslashes are necessary to escape both', '\\\\\\*', literal('\\*')],
    ['Three backslashes are handled as double backslash', '\\\\\\', literal('\\\\')],
    ['Four backslashes are handled as double backslash', '\\\\\\\\', literal('\\\\')],
    ['a backslash at the end stands for itself', 'a\\', literal('a\\')],
  ])('%s', (_, written, parts) => expect(parsePattern(written)).toEqual(parts));
});

it('a run of * is one', () => expect(parsePattern('**')).toEqual([{ kind: 'any' }]));

it('printing and reading a pattern gives it back', () => {
  fc.assert(
    fc.property(pattern, (parts) => {
      expect(parsePattern(patternText(parts))).toEqual(parts);
    }),
  );
});

it('any text can be read', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(parsePattern(patternText(parsePattern(value)))).toEqual(parsePattern(value));
    }),
  );
});
