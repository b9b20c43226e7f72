// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, longestWait, retryAfter, throttled } from './waiting.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const epoch = now / 1000;

describe('retryAfter', () => {
  it('reads seconds and dates, and no nonsense', () => {
    expect(retryAfter('7', now)).toBe(7000);
    expect(retryAfter('Mon, 01 Jun 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(retryAfter('Mon, 01 Jun 2020 00:01:00 GMT', now)).toBe(0);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(retryAfter(undefined, now)).toBeUndefined();
  });
});

describe('throttled', () => {
  it.each([
    ['GitHub, nothing left', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${epoch + 90}` }, '', 90_000],
    ['GitHub, second limit', 403, {}, 'You have exceeded a secondary rate limit', 60_000],
    ['GitHub, second limit with a time', 403, { 'retry-after': '30' }, '', 30_000],
    ['Okta', 429, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': `${epoch + 12}` }, '', 12_000],
    ['GitLab', 429, { 'ratelimit-reset': `${epoch + 5}` }, '', 5_000],
    ['seconds, as the draft has it', 429, { 'ratelimit-reset': '20' }, '', 20_000],
    ['429 alone', 429, {}, '', 60_000],
    ['busy, and says for how long', 503, { 'retry-after': '4' }, '', 4_000],
    ['a month', 429, { 'retry-after': '2592000' }, '', longestWait],
  ])('%s', (_name, status, headers, message, expected) => {
    expect(throttled(status, headers, message, now)).toBe(expected);
  });

  it.each([
    [
      'refused for good',
      403,
      { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': `${epoch}` },
      'Must have admin rights',
    ],
    ['busy without a time', 503, {}, ''],
    ['not there', 404, { 'x-ratelimit-remaining': '0' }, ''],
  ])('%s is no wait', (_name, status, headers, message) => {
    expect(throttled(status, headers, message, now)).toBeUndefined();
  });
});

describe('backoff', () => {
  it('is never longer than its bound, and grows', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
        const ms = backoff(attempt, () => chance);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(Math.min(60_000, 500 * 2 ** attempt) + 1);
      }),
    );
    expect(backoff(1, () => 0.999)).toBeLessThan(backoff(4, () => 0.999));
  });
});
