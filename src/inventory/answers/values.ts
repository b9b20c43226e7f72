// SPDX-License-Identifier: Apache-2.0
// Values of answers of an API, taken only where they have the type they should have; bounded, since input is hostile.

export type JsonObject = Readonly<Record<string, unknown>>;

const longestText = 2_048;
const longestList = 20_000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member: what stands on the prototype was not in the answer. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The own member at the end of a path. */
export function at(object: JsonObject, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const key of path) value = isObject(value) ? own(value, key) : undefined;
  return value;
}

/** An own member that is an object; an empty one otherwise. */
export function inner(object: JsonObject, ...path: readonly string[]): JsonObject {
  const value = at(object, ...path);
  return isObject(value) ? value : {};
}

export function text(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = at(object, ...path);
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined;
}

/** Ids that some answers give as numbers. */
export function idText(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = at(object, ...path);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 256) : undefined;
}

/** A truth value; tables have it as the text `True`. */
export function flag(object: JsonObject, ...path: readonly string[]): boolean | undefined {
  const value = at(object, ...path);
  if (typeof value === 'string') {
    const lower = value.toLowerCase();
    return lower === 'true' ? true : lower === 'false' ? false : undefined;
  }
  return typeof value === 'boolean' ? value : undefined;
}

/** A number; int64 comes as text. */
export function number(object: JsonObject, ...path: readonly string[]): number | undefined {
  const value = at(object, ...path);
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function objects(object: JsonObject, ...path: readonly string[]): readonly JsonObject[] {
  const value = at(object, ...path);
  return Array.isArray(value) ? value.slice(0, longestList).filter(isObject) : [];
}

/** The texts of a list; undefined where there is no list. */
export function texts(object: JsonObject, ...path: readonly string[]): readonly string[] | undefined {
  const value = at(object, ...path);
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, longestList).flatMap((it) => (typeof it === 'string' ? [it.slice(0, longestText)] : []));
}

/** A time in the form of the model. 1970 means never. */
export function time(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = text(object, ...path);
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value) || value.startsWith('1970-01-01'))
    return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** A time in milliseconds since 1970, as a number or as text; 0 means never. */
export function epoch(object: JsonObject, ...path: readonly string[]): string | undefined {
  const ms = number(object, ...path);
  return ms === undefined || ms <= 0 || ms > 8.64e15 ? undefined : new Date(ms).toISOString();
}

type Known<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are known: an unknown one is left out, since absent never means "no". */
export function known<const T extends Readonly<Record<string, unknown>>>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
}
