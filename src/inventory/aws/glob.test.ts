// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceOf, literal, matchesArn, matchesGlob } from './glob.ts';

describe('matchesGlob', () => {
  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), fc.stringMatching(/^[ab]{0,10}$/), (pattern, value) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesGlob(pattern, value)).toBe(expression.test(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers on hostile patterns', () => {
    expect(matchesGlob(`${'*a'.repeat(2_000)}b`, 'a'.repeat(200_000))).toBe(false);
    expect(matchesGlob(`*${'a'.repeat(2_000)}b*`, 'a'.repeat(200_000))).toBe(false);
    expect(matchesGlob('*a*', `${'b'.repeat(200_000)}a`)).toBe(true);
  });

  it('takes what is meant as written as written', () => {
    expect([matchesGlob(literal('a*'), 'ab'), matchesGlob(literal('a*'), 'a*'), matchesGlob('a*', 'a*')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('what it makes of a pattern matches the pattern', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?:/]{0,12}$/), (pattern) => {
        expect(matchesGlob(pattern, instanceOf(pattern))).toBe(true);
      }),
    );
  });
});

it('parts of an ARN do not run into one another', () => {
  expect(matchesArn('arn:aws:s3:::shop*', 'arn:aws:s3:::shop/a:b')).toBe(true);
  expect(matchesArn('arn:aws:iam::*:role/a', 'arn:aws:iam::1:user/b:role/a')).toBe(false);
  expect(matchesArn('arn:*:role/a', 'arn:aws:iam::1:role/a')).toBe(true);
});
