// SPDX-License-Identifier: Apache-2.0
// Values of answers as they come: every one may be missing or of another type.
import { type Fields, isFields } from '../values.ts';

/** The objects of a list; of what is no list, none. */
export function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id that may be a number or a text. */
export function id(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value);
}

/** UTC with milliseconds, from RFC 3339, a date, or milliseconds since 1970. */
export function time(value: unknown): string | undefined {
  const date = typeof value === 'string' || typeof value === 'number' ? new Date(value) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  const written = date.toISOString();
  return written.length === 24 ? written : undefined;
}

/** A time, or `never` where the field is there and empty; undefined where it is not there. */
export function timeOrNever(value: unknown): string | 'never' | undefined {
  return value === null ? 'never' : time(value);
}

/** One of the words that a field may have. */
export function oneOf<const W extends readonly string[]>(words: W, value: unknown): W[number] | undefined {
  return words.find((word) => word === value);
}
