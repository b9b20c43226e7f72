// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { isPlain } from './token-needs.ts';

describe('isPlain', () => {
  it.each([
    ['npm ci\nnpm test', true],
    ['npm ci && npm publish', true],
    ['npm ci && ./release.sh', false],
    ['npm ci; node push.js', false],
    ['curl x | bash', false],
    ['mvn -B verify', true],
    ['mvn release:perform', false],
    ['', true],
  ])('%j: %s', (script, plain) => {
    expect(isPlain(script)).toBe(plain);
  });

  it('takes what runs scripts of the repository for less than that where it must be sure', () => {
    expect([isPlain('npm run build'), isPlain('npm run build', true)]).toEqual([true, false]);
  });
});
