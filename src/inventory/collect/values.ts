// SPDX-License-Identifier: Apache-2.0
// Values of answers as they come: every one may be missing or of another type.

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

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

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];
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

/** Leaves out what is not known: absent never means "no". */
export function known<T extends object>(parts: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** One of the words that a field may have. */
export function oneOf<const W extends readonly string[]>(words: W, value: unknown): W[number] | undefined {
  return words.find((word) => word === value);
}
