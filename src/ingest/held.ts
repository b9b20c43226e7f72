// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';
import { isObject, parseObject } from './parse.ts';

/** Gives the records that an envelope holds under one of its keys; `undefined` where it is no envelope of this kind. */
export type Opener = (record: RawRecord, held: unknown) => Iterable<RawRecord> | undefined;

export function isObjectList(value: unknown): value is readonly RawRecord[] {
  return Array.isArray(value) && value.every(isObject);
}

export function objects(value: unknown): readonly RawRecord[] | undefined {
  return isObjectList(value) ? value : undefined;
}

/** The one record that is written as JSON text. */
export function objectText(value: unknown): readonly RawRecord[] | undefined {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  const record = parseObject(value);
  return record === undefined ? undefined : [record];
}

/** Of each object the record that one of its texts holds; an object without one stays as it is. */
export function* eachText(held: readonly RawRecord[], key: string): Generator<RawRecord> {
  for (const one of held) yield* objectText(one[key]) ?? [one];
}

/** Whether a record has no other keys than these. A closed list keeps a vendor's own field of the same name whole. */
export function hasOnly(record: RawRecord, keys: ReadonlySet<string>): boolean {
  return Object.keys(record).every((key) => keys.has(key));
}
