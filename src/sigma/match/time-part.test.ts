// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { timePartOf } from './time-part.ts';

it.each([
  ['2026-03-04T05:06:07Z', 'minute', 6],
  ['2026-03-04T05:06:07Z', 'hour', 5],
  ['2026-03-04T05:06:07+09:00', 'hour', 5],
  ['2026-03-04 05:06', 'day', 4],
  ['2026-03-04', 'month', 3],
  ['2026-03-04', 'year', 2026],
  ['2026-03-04', 'hour', undefined],
  ['2026-01-01', 'week', 1],
  ['2027-01-01', 'week', 53],
  ['2024-12-30', 'week', 1],
  [1_772_600_767, 'hour', 5],
  [1_772_600_767_000, 'hour', 5],
  ['soon', 'year', undefined],
  ['2026-13-01', 'year', undefined],
  [true, 'year', undefined],
] as const)('%s has %s %s', (value, part, number) => expect(timePartOf(value, part)).toBe(number));
