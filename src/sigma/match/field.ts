// SPDX-License-Identifier: Apache-2.0

/** Elements that are collected through arrays of objects, and nesting that is followed: input may be hostile. */
const maxValues = 10_000;
const maxDepth = 64;

type Plain = Readonly<Record<string, unknown>>;
const { hasOwn } = Object;

/**
 * Reads a dotted path from a record. At every level a key that itself holds dots wins over nesting. Arrays on the way
 * give the values of all their elements as an array, unless the next part of the path is the number of one.
 *
 * @returns a reader that gives `undefined` where the path leads to nothing
 */
export function readField(path: string): (record: unknown) => unknown {
  const segments = path.split('.');
  if (segments.length === 1) {
    return (record) =>
      isPlain(record) ? (hasOwn(record, path) ? record[path] : undefined) : walk(record, [[path]], 0, 0);
  }
  /** `rest[i][n]` is the key made of the segments from i on, n of them left off at the end. */
  const rest = segments.map((_, i) =>
    segments.slice(i).map((_, n) => segments.slice(i, segments.length - n).join('.')),
  );
  return (record) => walk(record, rest, 0, 0);
}

function walk(value: unknown, rest: readonly (readonly string[])[], at: number, depth: number): unknown {
  const keys = rest[at];
  if (keys === undefined) return value;
  if (Array.isArray(value)) return depth > maxDepth ? undefined : walkArray(value, rest, at, depth);
  if (!isPlain(value)) return undefined;
  for (let dropped = 0; dropped < keys.length; dropped++) {
    const key = keys[dropped];
    const inner = key === undefined ? undefined : value[key];
    // The cheap look-up first: most keys are not there at all, and an inherited one is refused.
    if (inner === undefined || key === undefined || !hasOwn(value, key)) continue;
    const next = at + keys.length - dropped;
    const found = next === rest.length ? inner : walk(inner, rest, next, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function walkArray(
  value: readonly unknown[],
  rest: readonly (readonly string[])[],
  at: number,
  depth: number,
): unknown {
  const segment = rest[at]?.at(-1) ?? '';
  if (isIndex(segment)) {
    const index = Number(segment);
    if (index < value.length) {
      const found = walk(value[index], rest, at + 1, depth + 1);
      if (found !== undefined) return found;
    }
  }
  const values: unknown[] = [];
  for (const element of value) {
    const found = walk(element, rest, at, depth + 1);
    if (found === undefined) continue;
    if (Array.isArray(found)) for (const item of found) values.push(item);
    else values.push(found);
    if (values.length >= maxValues) break;
  }
  return values.length === 0 ? undefined : values;
}

function isIndex(segment: string): boolean {
  const first = segment.charCodeAt(0);
  return first >= 48 && first <= 57 && segment.length < 8 && /^\d+$/.test(segment);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
