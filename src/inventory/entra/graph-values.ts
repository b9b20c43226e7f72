// SPDX-License-Identifier: Apache-2.0
// Values of Graph's answers, taken only where they have the type they should have; bounded, since input is hostile.
import { at, type Fields, isFields } from '../values.ts';

const longestText = 2_048;
const longestList = 20_000;

export function text(object: Fields, key: string): string | undefined {
  const value = at(object, key);
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined;
}

export function flag(object: Fields, key: string): boolean | undefined {
  const value = at(object, key);
  return typeof value === 'boolean' ? value : undefined;
}

export function number(object: Fields, key: string): number | undefined {
  const value = at(object, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Ids are GUIDs but for a few; letters are made small so that they meet. */
export function id(object: Fields, key: string): string | undefined {
  return text(object, key)?.slice(0, 128).toLowerCase();
}

/** What stands in the form of the model but for its milliseconds, and is a day of every month. */
const plainTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;

/** A time in the form of the model. Graph's `0001-01-01T00:00:00Z` means none. */
export function time(object: Fields, key: string): string | undefined {
  const value = text(object, key);
  if (value === undefined) return undefined;
  const plain = plainTime.exec(value);
  if (plain !== null) return value.startsWith('0001-') ? undefined : `${value.slice(0, 19)}${plain[1] ?? '.000'}Z`;
  if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || value.startsWith('0001-')) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

export function objects(object: Fields, key: string): readonly Fields[] {
  const value = at(object, key);
  return Array.isArray(value) ? value.slice(0, longestList).filter(isFields) : [];
}

export function texts(object: Fields, key: string): readonly string[] {
  const value = at(object, key);
  if (!Array.isArray(value)) return [];
  return value.slice(0, longestList).flatMap((it) => (typeof it === 'string' ? [it.slice(0, longestText)] : []));
}

/** Graph gives flags enumerations as text with commas, as in `deviceCodeFlow,authenticationTransfer`. */
export function textOrTexts(object: Fields, key: string): readonly string[] {
  const value = text(object, key);
  return value === undefined ? texts(object, key) : value.split(',').map((it) => it.trim());
}

const nothing = {};

/** `{ name: value }`, or nothing where the value is unknown: absent never means "no". */
export function known<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? nothing : { [key]: value }) as { readonly [P in K]?: V };
}

/** Days of an ISO 8601 duration of weeks, days and hours (`P180D`, `P4DT12H30M5S`); months count 30, years 365. */
export function days(value: string | undefined): number | undefined {
  const match = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?.{0,32})?$/.exec(
    value ?? '',
  );
  if (match === null) return undefined;
  const [years, months, weeks, whole, hours] = match.slice(1).map((it) => Number(it ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (whole ?? 0) + (hours ?? 0) / 24;
}

/** PowerShell's objects have their names in capitals: `AppId` is `appId`. */
export function camelCase(value: unknown, depth = 0): unknown {
  if (depth > 20) return undefined;
  if (Array.isArray(value)) return value.slice(0, longestList).map((it) => camelCase(it, depth + 1));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [
      /^[A-Z]/.test(key) ? `${key.charAt(0).toLowerCase()}${key.slice(1)}` : key,
      camelCase(it, depth + 1),
    ]),
  );
}

const mostShared = 500_000;
const sharedTexts = new Map<string, string>();
const sharedScopes = new Map<string, readonly string[]>();

/** The same text as one value. */
function shared(value: string): string {
  const known = sharedTexts.get(value);
  if (known !== undefined) return known;
  if (sharedTexts.size >= mostShared) sharedTexts.clear();
  sharedTexts.set(value, value);
  return value;
}

/** The ids of the model for those of the provider, one value each: a million grants name a few thousand applications. */
export function sharedIds(make: (id: string) => string): (id: string) => string {
  const made = new Map<string, string>();
  return (it) => {
    let known = made.get(it);
    if (known === undefined) {
      if (made.size >= mostShared) made.clear();
      known = make(it);
      made.set(it, known);
    }
    return known;
  };
}

/** Scopes that are written with blanks between them, as one list for all that have the same. */
export function scopeList(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const known = sharedScopes.get(value);
  if (known !== undefined) return known;
  if (sharedScopes.size >= mostShared) sharedScopes.clear();
  const list = value.split(' ').flatMap((it) => (it === '' ? [] : [shared(it)]));
  sharedScopes.set(value, list);
  return list;
}
