// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

const megabyte = 1 << 20;

test('gives every record again, in any order', () => {
  const sizes = fc.array(fc.oneof(fc.nat(2000), fc.integer({ min: 0, max: 2 * megabyte })), { maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.infiniteStream(fc.nat()), (lengths, picks) => {
      const kept = new Kept(1 << 30);
      const records = lengths.map((length, at) => Buffer.alloc(length, `{"at":${at},`));
      for (const record of records) kept.add(record);
      expect(kept.length).toBe(records.length);
      for (const pick of picks.take(records.length === 0 ? 0 : 20)) {
        const at = pick % records.length;
        const record = records[at] ?? Buffer.alloc(0);
        expect(Buffer.compare(kept.get(at, record.length), record)).toBe(0);
      }
    }),
    { numRuns: 15 },
  );
});

test('says when it holds enough', () => {
  const kept = new Kept(1000);
  const noise = Buffer.from(Array.from({ length: megabyte }, (_it, at) => (at * at * 7919) >>> 8));
  kept.add(noise.subarray(1));
  expect(kept.full).toBe(false);
  kept.add(noise);
  expect(kept.full).toBe(true);
});
