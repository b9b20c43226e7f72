// SPDX-License-Identifier: Apache-2.0
// What the correlations keep of a matched event: the few field values that some correlation needs, nothing else.

/** An event, or the hit of an inner correlation, as the caller handed it in. */
export interface HitStep<P> {
  readonly rule: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly payload: P;
  /** Shown for comparison (what a first_seen rule knew before); not part of the hit's count or time. */
  readonly context?: true;
}

export type Value = string | number | boolean | null;
/** A field as kept: absent is `null`; a list keeps its first scalars. */
export type Captured = Value | readonly Value[];

export interface Element<P> extends HitStep<P> {
  /** In the order of the rule's {@link RulePlan.fields}. */
  readonly fields: readonly Captured[];
  /** Events behind it: 1, or the count of the inner hit. */
  readonly events: number;
  /** Steps of the inner hit; absent for an event. */
  readonly inner?: readonly HitStep<P>[];
}

const longestText = 1024;
const longestList = 64;

/** Text that is safe to keep: a long one is its first 1,000 characters, its length and a checksum. */
export function bounded(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
  if (clean.length <= longestText) return clean;
  let sum = 0x811c9dc5;
  for (let index = 0; index < clean.length; index++) sum = Math.imul(sum ^ clean.charCodeAt(index), 0x01000193);
  // A plain slice would keep the whole text alive.
  const head = Array.from(clean.slice(0, 1000)).join('');
  return `${head}…${clean.length}:${(sum >>> 0).toString(16)}`;
}

function scalar(value: unknown): Value {
  if (typeof value === 'string') return bounded(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'bigint' ? value.toString() : null;
}

/** Takes what is needed of a field's value, so that the record itself can be let go. */
export function capture(value: unknown): Captured {
  if (!Array.isArray(value)) return scalar(value);
  const kept: Value[] = [];
  for (const part of value) {
    const plain = scalar(part);
    if (plain !== null) kept.push(plain);
    if (kept.length === longestList) break;
  }
  return kept.length === 0 ? null : kept.length === 1 ? (kept[0] ?? null) : kept;
}

function isList(value: Captured | undefined): value is readonly Value[] {
  return typeof value === 'object' && value !== null;
}

/** The first scalar of a field as text; `undefined` where it is absent. */
export function firstText(value: Captured | undefined): string | undefined {
  const first = isList(value) ? value[0] : value;
  return first === null || first === undefined ? undefined : String(first);
}

/** A field as one value: a list is the text of all its scalars, in their order. */
export function wholeText(value: Captured | undefined): string | undefined {
  return isList(value) ? bounded(value.join(', ')) : firstText(value);
}

/** A finite number, or text that is one. Beyond 1e250 nothing is a measurement and sums would overflow. */
export function asNumber(value: Captured | undefined): number | undefined {
  const first = isList(value) ? value[0] : value;
  if (first === null || first === undefined || typeof first === 'boolean') return undefined;
  const number = typeof first === 'number' ? first : first.trim() === '' ? Number.NaN : Number(first);
  return Number.isFinite(number) && Math.abs(number) < 1e250 ? number : undefined;
}

/** The group of an element; `undefined` where a group-by field is absent. No field gives the one global group. */
export function groupKey(fields: readonly Captured[], slots: readonly number[]): string | undefined {
  let key: string | undefined;
  for (const slot of slots) {
    const text = firstText(fields[slot]);
    if (text === undefined) return undefined;
    key = key === undefined ? text : `${key}\0${text}`;
  }
  return key ?? '';
}

/** The value of one or several fields; `undefined` unless all are there. {@link shown} makes it readable. */
export function tupleKey(fields: readonly Captured[], slots: readonly number[]): string | undefined {
  let key: string | undefined;
  for (const slot of slots) {
    const text = wholeText(fields[slot]);
    if (text === undefined) return undefined;
    key = key === undefined ? text : `${key}\0${text}`;
  }
  return key;
}

/** A key of several parts for people. */
export function shown(key: string): string {
  return key.replaceAll('\0', ' | ');
}
