// SPDX-License-Identifier: Apache-2.0
// Reading objects that anybody may have written: every value is checked before it is believed.

export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = Object.freeze(Object.create(null) as Record<string, unknown>);

/** Own value of a key; `undefined` for what objects inherit. */
export function at(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : none;
}

/** Fields at the end of a way of keys. */
export function below(object: Fields, ...keys: readonly string[]): Fields {
  let found = object;
  for (const key of keys) found = fields(at(found, key));
  return found;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 4096) : undefined;
}

export function texts(value: unknown): readonly string[] {
  return list(value).filter((it): it is string => typeof it === 'string');
}

export function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Entries whose values are texts; numbers and booleans are written out, as YAML authors forget quotes. */
export function textMap(value: unknown, only?: (key: string) => boolean): Readonly<Record<string, string>> {
  const entries = Object.entries(fields(value)).flatMap(([key, it]): [string, string][] => {
    if (only !== undefined && !only(key)) return [];
    if (typeof it === 'string') return [[key, it]];
    return typeof it === 'number' || typeof it === 'boolean' ? [[key, String(it)]] : [];
  });
  return Object.fromEntries(entries);
}

/** A time as the inventory keeps it, or nothing where it is none. */
export function moment(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The entries that are known. */
export function known<T extends object>(values: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
