// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { parsePattern } from '../pattern.ts';
import { pattern, text } from '../testing/arbitraries.ts';
import type { PatternPart } from '../types.ts';
import { fold } from './fold.ts';
import { compileWildcard } from './wildcard.ts';

const test = (written: string, value: string, cased = false): boolean =>
  compileWildcard(parsePattern(written), cased)(value);

/** By the book, with backtracking, on code points. */
function naive(parts: readonly PatternPart[], characters: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return characters.length === 0;
  if (part.kind === 'one') return characters.length > 0 && naive(rest, characters.slice(1));
  if (part.kind === 'text') {
    const wanted = Array.from(part.text);
    return wanted.every((c, i) => characters[i] === c) && naive(rest, characters.slice(wanted.length));
  }
  return characters.some((_, i) => naive(rest, characters.slice(i))) || naive(rest, []);
}

it('agrees with a naive matcher', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { maxLength: 5 }), (parts, pieces) => {
      const value = pieces.join('');
      expect(compileWildcard(parts, true)(value)).toBe(naive(parts, Array.from(value)));
    }),
    { numRuns: 5_000 },
  );
});

it('agrees with a naive matcher on texts made from the pattern', () => {
  fc.assert(
    fc.property(pattern, fc.infiniteStream(text), (parts, fill) => {
      const value = parts
        .map((part) => (part.kind === 'text' ? part.text : part.kind === 'one' ? '😀' : fill.next().value))
        .join('');
      expect(compileWildcard(parts, true)(value)).toBe(true);
      expect(compileWildcard(parts, false)(value.toUpperCase().toLowerCase())).toBe(
        naive(
          parts.map((part) => (part.kind === 'text' ? { ...part, text: fold(part.text) } : part)),
          Array.from(fold(value.toUpperCase().toLowerCase())),
        ),
      );
    }),
    { numRuns: 2_000 },
  );
});

describe('"String Wildcard"', () => {
  it('"? to replace a single mandatory character"', () => {
    expect(test('prog?.exe', 'progA.exe')).toBe(true);
    expect(test('prog?.exe', 'prog.exe')).toBe(false);
    expect(test('a?', 'a😀')).toBe(true);
  });
  it('"* to replace an unbounded length wildcard"', () => {
    expect(test('antivirus_V*.exe', 'antivirus_V21.2.1.exe')).toBe(true);
    expect(test('antivirus_V*.exe', 'antivirus_V.exe')).toBe(true);
    expect(test('a*b*a', 'ab')).toBe(false);
  });
});

describe('case', () => {
  it.each([
    ['ÄÖ', 'äö'],
    ['*ΑΣ*', 'ΑΣΧ'],
    ['ΟΔΟΣ', 'οδος'],
    ['İ?', 'İx'],
  ])('%s matches %s', (written, value) => expect(test(written, value)).toBe(true));
  it('cased tells them apart', () => {
    expect(test('ab', 'AB')).toBe(true);
    expect(test('ab', 'AB', true)).toBe(false);
  });
});

it('is linear: many wildcards on a megabyte end under a second', () => {
  const match = compileWildcard(parsePattern(`${'*a?'.repeat(30)}*b`), false);
  expect(processorTime(1_000, () => expect(match('a'.repeat(1 << 20))).toBe(false))).toBeLessThan(1_000);
});
