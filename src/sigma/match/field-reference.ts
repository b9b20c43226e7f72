// SPDX-License-Identifier: Apache-2.0
import type { ValueTest } from '../types.ts';
import { fold } from './fold.ts';
import { anyElement, textOf } from './value.ts';

type Reference = Extract<ValueTest, { kind: 'fieldref' }>;

/** Different values of the two fields that are compared; a record with longer lists is hostile or a mistake. */
const maxOwn = 10_000;
const maxReferred = 100;

/** Compares two fields of a record as text; false where either is absent, null or an object. */
export function compileFieldReference<R>(
  test: Reference,
  own: (record: R) => unknown,
  referred: (record: R) => unknown,
): (record: R) => boolean {
  const normal = test.cased ? (text: string): string => text : fold;
  const compare = comparison(test.anchor);
  return (record) => {
    const left = texts(own(record), normal, maxOwn);
    if (left.size === 0) return false;
    const right = texts(referred(record), normal, maxReferred);
    if (test.anchor === 'equals') return right.values().some((other) => left.has(other));
    for (const text of left) for (const other of right) if (compare(text, other)) return true;
    return false;
  };
}

function comparison(anchor: Reference['anchor']): (text: string, other: string) => boolean {
  if (anchor === 'contains') return (text, other) => text.includes(other);
  if (anchor === 'startswith') return (text, other) => text.startsWith(other);
  return (text, other) => text.endsWith(other);
}

function texts(value: unknown, normal: (text: string) => string, most: number): ReadonlySet<string> {
  const found = new Set<string>();
  anyElement((element) => {
    const text = textOf(element);
    if (text !== undefined) found.add(normal(text));
    return found.size >= most;
  })(value);
  return found;
}
