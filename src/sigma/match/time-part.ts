// SPDX-License-Identifier: Apache-2.0
import type { TimePart } from '../types.ts';

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/;
const dayMs = 86_400_000;
/** Numbers from here on are milliseconds since the epoch, smaller ones seconds (as seconds this is the year 5138). */
const leastMilliseconds = 100_000_000_000;

/**
 * The part of a time. ISO 8601 text is taken as written, in whatever zone it is ("not designed to handle timezone or
 * format conversions"); numbers are seconds or milliseconds since the epoch, read in UTC. `week` is the ISO 8601 week.
 */
export function timePartOf(value: unknown, part: TimePart): number | undefined {
  const fields = typeof value === 'string' ? fromText(value) : typeof value === 'number' ? fromEpoch(value) : undefined;
  if (fields === undefined) return undefined;
  return part === 'week' ? isoWeek(fields.year, fields.month, fields.day) : fields[part];
}

type Fields = Readonly<Record<'year' | 'month' | 'day', number>> & Readonly<Partial<Record<'hour' | 'minute', number>>>;

function fromText(text: string): Fields | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute] = match
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > 31
  ) {
    return undefined;
  }
  return hour === undefined || minute === undefined ? { year, month, day } : { year, month, day, hour, minute };
}

function fromEpoch(value: number): Fields | undefined {
  const date = new Date(Math.abs(value) < leastMilliseconds ? value * 1000 : value);
  if (Number.isNaN(date.getTime())) return undefined;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

/** The week belongs to the year of its Thursday. */
function isoWeek(year: number, month: number, day: number): number {
  const date = Date.UTC(year, month - 1, day);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const thursday = date + (3 - weekday) * dayMs;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - newYear) / dayMs / 7) + 1;
}
