// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';

/** A JSON object: not null, not an array. */
export function isObject(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A dotted path made ready for reading. */
export interface Path {
  readonly whole: string;
  /** The ways to cut it into a key and a path below that key, the longest key first. */
  readonly cuts: readonly (readonly [string, Path])[];
}

/** Makes a dotted path ready for reading it from many records. */
export function compilePath(path: string): Path {
  const below = new Map<number, Path>();
  const from = (start: number): Path => {
    const known = below.get(start);
    if (known !== undefined) return known;
    const cuts: (readonly [string, Path])[] = [];
    for (let dot = path.lastIndexOf('.'); dot > start; dot = path.lastIndexOf('.', dot - 1)) {
      cuts.push([path.slice(start, dot), from(dot + 1)]);
    }
    const compiled = { whole: path.slice(start), cuts };
    below.set(start, compiled);
    return compiled;
  };
  return from(0);
}

/**
 * The value at a path, by the rule that Sigma fields follow here: a key that itself holds dots wins over nesting (the
 * longest such key first), and an array stands for all of its elements, so that a path through an array gives the
 * array of what its elements hold. `undefined` where the path does not lead anywhere.
 */
export function readAt(record: unknown, path: Path, depth = 0): unknown {
  if (Array.isArray(record)) {
    if (depth > maxDepth) return undefined;
    const found = record.flatMap((element: unknown) => {
      const value = readAt(element, path, depth + 1);
      return value === undefined ? [] : [value];
    });
    return found.length === 0 ? undefined : found.flat();
  }
  if (!isObject(record)) return undefined;
  if (Object.hasOwn(record, path.whole)) return record[path.whole];
  for (const [key, below] of path.cuts) {
    if (!Object.hasOwn(record, key)) continue;
    const value = readAt(record[key], below, depth + 1);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** {@link readAt} for a path that is read once. */
export function readPath(record: unknown, path: string): unknown {
  return readAt(record, compilePath(path));
}

/** The value as text: a non-empty string, or a number or boolean written out; of an array, its first such element. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  for (const element of value) {
    const found = Array.isArray(element) ? undefined : text(element);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first of several values that has a text; see {@link text}. */
export function firstText(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const found = text(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The texts of a value: of an array, of each element that has one; of a single value, its own. */
export function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) {
    const only = text(value);
    return only === undefined ? [] : [only];
  }
  return value.flatMap((element: unknown) => (Array.isArray(element) ? [] : texts(element)));
}

/** Nesting that is followed: input may be hostile, and every level costs a stack frame. */
export const maxDepth = 64;

/** A JSON object that may itself have been written as JSON text; `undefined` if it is neither or nests too deep. */
export function objectOrJson(value: unknown): RawRecord | undefined {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{') || nestsTooDeep(value)) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    // Text that is no JSON is an answer here: the caller keeps the record as it is.
    return undefined;
  }
}

/** Whether JSON text nests deeper than {@link maxDepth}, brackets inside strings left out. */
function nestsTooDeep(json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (inString && character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (!inString && (character === '{' || character === '[')) depth++;
    else if (!inString && (character === '}' || character === ']')) depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}
