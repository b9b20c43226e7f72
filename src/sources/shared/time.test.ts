// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from './time.ts';

test.each([
  ['2024-08-02T08:23:24Z', '2024-08-02T08:23:24.000Z'],
  ['2025-01-21 17:39:10.000000000', '2025-01-21T17:39:10.000Z'],
  ['2025-10-07T16:19:19.647880072Z', '2025-10-07T16:19:19.647Z'],
  ['2026-03-02T12:00:00.5+02:00', '2026-03-02T10:00:00.500Z'],
  ['2026-03-02T12:00:00-0330', '2026-03-02T15:30:00.000Z'],
  ['2026-03-02 12:00', '2026-03-02T12:00:00.000Z'],
  ['2026-03-02 12:00:00 UTC', '2026-03-02T12:00:00.000Z'],
  [1_772_452_800, '2026-03-02T12:00:00.000Z'],
  [1_772_452_800.25, '2026-03-02T12:00:00.250Z'],
  [1_772_452_800_123, '2026-03-02T12:00:00.123Z'],
  ['1772452800123', '2026-03-02T12:00:00.123Z'],
  [1_772_452_800_123_456, '2026-03-02T12:00:00.123Z'],
  ['1772452800123456789', '2026-03-02T12:00:00.123Z'],
])('%j', (written, iso) => expect(new Date(parseTime(written) ?? 0).toISOString()).toBe(iso));

test.each([
  '',
  'yesterday',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T12:00:00+19:00',
  '2024-12-17 00:00:00000000',
  '2026-03-02',
  '0001-01-01T00:00:00Z',
  0,
  -1,
  1e30,
  Number.NaN,
  null,
  true,
  {},
])('%j is no time', (written) => expect(parseTime(written)).toBeUndefined());

test('every time of ours comes back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(1e11), max: new Date(9e12), noInvalidDate: true }), (date) => {
      expect(parseTime(date.toISOString())).toBe(date.getTime());
      expect(parseTime(date.getTime())).toBe(date.getTime());
    }),
  );
});
