// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSystem } from './asn-table.ts';

const table = Buffer.from('5,9,64496,One\n10,10,64497,"Two, ""quoted"""\n100,4294967295,64498,Three\n');

describe('findSystem', () => {
  test.each([
    [5n, 64496, 'One'],
    [9n, 64496, 'One'],
    [10n, 64497, 'Two, "quoted"'],
    [100n, 64498, 'Three'],
    [4294967295n, 64498, 'Three'],
  ])('%s is in %s', (address, asn, as) => {
    expect(findSystem(table, address)).toEqual({ asn, as });
  });

  test.each([0n, 4n, 11n, 99n, 4294967296n, 340282366920938463463374607431768211455n])('%s is in none', (address) => {
    expect(findSystem(table, address)).toBeUndefined();
  });

  test('the last row needs no end of line', () => {
    expect(findSystem(table.subarray(0, table.length - 1), 100n)).toEqual({ asn: 64498, as: 'Three' });
  });

  test('an empty table holds nothing', () => {
    expect(findSystem(Buffer.alloc(0), 1n)).toBeUndefined();
  });

  test('finds what reading every row finds, whatever the ranges', () => {
    const ranges = fc.uniqueArray(fc.bigInt({ min: 0n, max: 1n << 128n }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(ranges, fc.nat(), (bounds, pick) => {
        const sorted = bounds.toSorted((a, b) => (a < b ? -1 : 1));
        const rows: { first: bigint; last: bigint; asn: number }[] = [];
        for (let at = 0; at + 1 < sorted.length; at += 2) {
          rows.push({ first: sorted[at] ?? 0n, last: sorted[at + 1] ?? 0n, asn: at + 1 });
        }
        const text = Buffer.from(rows.map(({ first, last, asn }) => `${first},${last},${asn},N\n`).join(''));
        const near = sorted[pick % sorted.length] ?? 0n;
        for (const address of [near, near + 1n, near > 0n ? near - 1n : 0n]) {
          const expected = rows.find(({ first, last }) => first <= address && address <= last)?.asn;
          expect(findSystem(text, address)?.asn).toBe(expected);
        }
      }),
    );
  });

  test('a damaged table ends the search', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        findSystem(Buffer.from(bytes), 12345n);
      }),
    );
    expect(findSystem(Buffer.alloc(1_000_000, 'x'), 1n)).toBeUndefined();
    expect(findSystem(Buffer.alloc(1_000_000, '1'), 1n)).toBeUndefined();
  });
});
