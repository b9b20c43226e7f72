// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../match/compile.ts';
import { detection, rejection } from '../testing/rule.ts';

const searches = {
  a: { f: '*a*' },
  b: { f: '*b*' },
  c: { f: '*c*' },
  sel_1: { f: '*d*' },
  sel_2: { f: '*e*' },
  _x: { f: '*x*' },
};
const holds = (condition: string | readonly string[], text: string): boolean =>
  compileExpression(detection({ ...searches, condition }).condition)({ f: text });
const refused = (condition: string) =>
  rejection(`title: T\nlogsource: {product: p}\ndetection:\n  a: {f: a}\n  condition: '${condition}'\n`);

it.each([
  ['Logical AND', 'a and b', 'ab', 'a'],
  ['Logical OR', 'a or b', 'b', 'c'],
  ["Negation with 'not'", 'a and not b', 'a', 'ab'],
  ['Brackets', 'a and (b or c)', 'ac', 'bc'],
  ['"1 of them" means that one of the defined search identifiers must appear', '1 of them', 'c', 'z'],
  ['"any of them" is the same', 'any of them', 'c', 'z'],
  ['"all of them": logical AND across all', 'all of them', 'abcde', 'abcd'],
  ['them: "identifiers not starting with an underscore"', '1 of them', 'a', 'x'],
  ['1 of search-identifier-pattern', '1 of sel*', 'e', 'a'],
  ['all of search-identifier-pattern', 'all of sel*', 'de', 'd'],
  ['"* wildcards at arbitrary positions in the pattern"', '1 of *l_*', 'd', 'a'],
  ['a pattern may ask for an underscore', '1 of _*', 'x', 'a'],
  ['a pattern may be a plain name', '1 of a', 'a', 'b'],
  ['precedence: "and" binds more than "or"', 'a or b and c', 'a', 'b'],
  ['precedence: "not" binds more than "and"', 'not a and b', 'b', 'a'],
  ['precedence: "x of" binds more than "not"', 'not 1 of sel* and a', 'a', 'ad'],
  ['not not', 'not not a', 'a', 'b'],
  ['operators in capitals', 'a AND NOT b', 'a', 'ab'],
])('%s', (_, condition, yes, no) => {
  expect(holds(condition, yes)).toBe(true);
  expect(holds(condition, no)).toBe(false);
});

it('"The condition can be a list", "logically linked with OR"', () => {
  expect(holds(['a and b', 'c'], 'c')).toBe(true);
  expect(holds(['a and b', 'c'], 'a')).toBe(false);
});

describe('refused, with what to write instead', () => {
  it.each([
    ['a | count() > 5', 'RULE_UNSUPPORTED', 'correlation'],
    ['z', 'RULE_INVALID', 'write one of: a'],
    ['a b', 'RULE_INVALID', 'add it'],
    ['(a', 'RULE_INVALID', 'close it'],
    ['a)', 'RULE_INVALID', 'remove it'],
    ['a and', 'RULE_INVALID', 'add one'],
    ['', 'RULE_INVALID', 'add one'],
    ['2 of them', 'RULE_INVALID', 'write "1 of"'],
    ['1 of', 'RULE_INVALID', 'write "them"'],
    ['1 of z*', 'RULE_INVALID', 'defines: a'],
    [`${'('.repeat(100)}a${')'.repeat(100)}`, 'RULE_INVALID', 'flatten'],
    [`${'not '.repeat(100)}a`, 'RULE_INVALID', 'flatten'],
  ])('%.20s', (condition, code, reason) => {
    expect(refused(condition)).toMatchObject({
      code,
      reason: expect.stringContaining(reason),
      position: { line: 5, column: 14 },
    });
  });
});

it('any text gives a condition or a reason', () => {
  const token = fc.constantFrom('a', 'b', 'sel*', 'and', 'or', 'not', '(', ')', '1', 'all', 'of', 'them', '|', '*');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
      try {
        holds(tokens.join(' '), 'a');
      } catch (error) {
        expect(String(error)).toMatch(/condition|bracket|"of"|search identifier/);
      }
    }),
  );
});
