// SPDX-License-Identifier: Apache-2.0

const written =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$/i;

/** From here on a time has no plain ISO 8601 form; a leap second at the end of 9999 would be the first. */
const year10000 = Date.UTC(10_000, 0);

/** As in `20260302120000.123`, which Salesforce writes; as a number of milliseconds it would be after the year 2600. */
const compact = /^(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?$/;

/** As in `3/2/2026, 12:00:00.123 PM`: CSV that the Azure portal makes of Log Analytics, under `TimeGenerated [UTC]`. */
const table = /^(\d{1,2})\/(\d{1,2})\/(\d{4}), (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))? (AM|PM)$/;

/**
 * A logged time in whole milliseconds since the epoch, rounded down; `undefined` if it is not a time.
 *
 * Read are ISO 8601 with `T` or a space, any number of fraction digits up to twelve, with an offset or without one
 * (then UTC), the same without any separator, the form of the Azure portal's CSV (in UTC), and epoch numbers (also as
 * text) in seconds, milliseconds, microseconds or nanoseconds: the unit follows from the size, since a time before 1973
 * in one unit is after 5000 in the next.
 */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const trimmed = value.trim();
  const parts = written.exec(trimmed) ?? compact.exec(trimmed);
  if (parts === null) {
    return /^\d{9,19}(?:\.\d{1,9})?$/.test(trimmed) ? fromEpoch(Number(trimmed)) : fromTable(trimmed);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = minutesOf(parts[8]);
  if (hour > 23 || minute > 59 || second > 60 || offset === undefined) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  // Date.UTC carries 31 February over into March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const time = midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
  return time > 0 && time < year10000 ? time : undefined;
}

function fromEpoch(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 1e8) return undefined;
  if (value < 1e11) return Math.floor(value * 1000);
  if (value < 1e14) return Math.floor(value);
  if (value < 1e17) return Math.floor(value / 1e3);
  return value < 1e20 ? Math.floor(value / 1e6) : undefined;
}

function fromTable(text: string): number | undefined {
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', fraction = '0', half] =
    table.exec(text) ?? [];
  if (half === undefined || Number(hour) > 12) return undefined;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseTime(`${date}T${String(hours).padStart(2, '0')}:${minute}:${second}.${fraction}Z`);
}

function minutesOf(offset: string | undefined): number | undefined {
  if (offset === undefined || /^(?:z|utc)$/i.test(offset)) return 0;
  const digits = offset.replace(':', '');
  const hours = Number(digits.slice(1, 3));
  const minutes = Number(digits.slice(3, 5));
  if (hours > 14 || minutes > 59) return undefined;
  return (digits.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
