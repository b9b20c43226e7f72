// SPDX-License-Identifier: Apache-2.0
// Values of answers of an API, taken only where they have the type they should have; bounded, since input is hostile.
import { type Fields, isFields } from '../values.ts';

const longestText = 2_048;
const longestList = 20_000;

/** The own member at the end of a path: what stands on a prototype was not in the answer. */
export function at(object: Fields, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const key of path) value = isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** An own member that is an object; an empty one otherwise. */
export function inner(object: Fields, ...path: readonly string[]): Fields {
  const value = at(object, ...path);
  return isFields(value) ? value : {};
}

export function text(object: Fields, ...path: readonly string[]): string | undefined {
  const value = at(object, ...path);
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined;
}

/** Ids that some answers give as numbers. */
export function idText(object: Fields, ...path: readonly string[]): string | undefined {
  const value = at(object, ...path);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 256) : undefined;
}

/** A truth value; tables have it as the text `True`. */
export function flag(object: Fields, ...path: readonly string[]): boolean | undefined {
  const value = at(object, ...path);
  if (typeof value === 'string') {
    const lower = value.toLowerCase();
    return lower === 'true' ? true : lower === 'false' ? false : undefined;
  }
  return typeof value === 'boolean' ? value : undefined;
}

/** A number; int64 comes as text. */
export function number(object: Fields, ...path: readonly string[]): number | undefined {
  const value = at(object, ...path);
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function objects(object: Fields, ...path: readonly string[]): readonly Fields[] {
  const value = at(object, ...path);
  return Array.isArray(value) ? value.slice(0, longestList).filter(isFields) : [];
}

/** The texts of a list; undefined where there is no list. */
export function texts(object: Fields, ...path: readonly string[]): readonly string[] | undefined {
  const value = at(object, ...path);
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, longestList).flatMap((it) => (typeof it === 'string' ? [it.slice(0, longestText)] : []));
}

/** A time in the form of the model. 1970 means never. */
export function time(object: Fields, ...path: readonly string[]): string | undefined {
  const value = text(object, ...path);
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value) || value.startsWith('1970-01-01'))
    return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** A time in milliseconds since 1970, as a number or as text; 0 means never. */
export function epoch(object: Fields, ...path: readonly string[]): string | undefined {
  const ms = number(object, ...path);
  return ms === undefined || ms <= 0 || ms > 8.64e15 ? undefined : new Date(ms).toISOString();
}
