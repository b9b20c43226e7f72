// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { describeNetwork, formatBytes, formatDuration, formatSpan, plural } from './wording.ts';

describe('wording', () => {
  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [59_999, '59s'],
    [192_000, '3m12s'],
    [7_500_000, '2h05m'],
    [367_200_000, '4d06h'],
  ])('%i ms is %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it.each([
    [1, '1 byte'],
    [1500, '1.5 kB'],
    [31_482_117, '31.5 MB'],
    [999_000_000_000, '999 GB'],
  ])('%i is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('names the date once where it is the same', () => {
    expect(formatSpan('2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z')).toBe(
      '2026-03-02 10:00:00 to 11:00:00 UTC',
    );
    expect(formatSpan('2026-03-02T10:00:00.000Z', '2026-03-03T11:00:00.000Z')).toBe(
      '2026-03-02 10:00:00 to 2026-03-03 11:00:00 UTC',
    );
  });

  it('counts', () => expect([plural(1, 'finding'), plural(2000, 'finding')]).toEqual(['1 finding', '2,000 findings']));

  it('leaves out what is not known of a network', () => {
    expect(describeNetwork({ ip: '192.0.2.1', class: 'unknown' })).toBe('192.0.2.1');
    expect(describeNetwork({ ip: '192.0.2.1', asn: 64_500, class: 'cloud', cloud: 'aws' })).toBe(
      '192.0.2.1, AS64500, cloud aws',
    );
  });
});
