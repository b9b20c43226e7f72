// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { ErrorCode } from '../model/error.ts';
import type { Event, Origin, RawRecord } from '../model/event.ts';
import type { LifecycleFieldName, LifecycleValue } from '../model/lifecycle.ts';
import type { Excerpt, Projection, Source } from '../model/source.ts';
import { compilePath, isObject, maxDepth, type Path, readAt, text } from './shared/read.ts';
import { parseTime } from './shared/time.ts';

export { parseTime };

/** Why a record became no event. */
export interface Rejection {
  readonly code: ErrorCode;
  readonly reason: string;
}

/** Makes the event of a recognised record in the vendor's plain form. A record without a usable time is rejected. */
export function toEvent(source: Source, record: RawRecord, origin: Origin): Event | Rejection {
  const { times, ids, projections } = readerOf(source);
  const time = first(times, (path) => parseTime(readAt(record, path)));
  if (time === undefined) {
    return { code: 'RECORD_INVALID', reason: `no usable time: ${source.id} keeps it in ${source.time.join(' or ')}` };
  }
  const lifecycle: Partial<Record<LifecycleFieldName, LifecycleValue>> = {};
  for (const { field, from, to } of projections) {
    const value = to(from.map((read) => read(record)));
    if (value !== undefined) lifecycle[field] = value;
  }
  const id = first(ids, (path) => text(readAt(record, path))) ?? contentId(record);
  return { id, source: source.id, time, raw: record, lifecycle, origin };
}

/** The first 128 bits, in hex, of the SHA-256 of the record as JSON with sorted keys. */
export function contentId(record: RawRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex').slice(0, 32);
}

interface Reader {
  readonly times: readonly Path[];
  readonly ids: readonly Path[];
  readonly projections: readonly (Omit<Projection, 'from'> & {
    readonly from: readonly ((record: RawRecord) => unknown)[];
  })[];
}

const readers = new WeakMap<Source, Reader>();

function readerOf(source: Source): Reader {
  const known = readers.get(source);
  if (known !== undefined) return known;
  const reader: Reader = {
    times: source.time.map(compilePath),
    ids: source.eventId.map(compilePath),
    projections: source.lifecycle.map(({ field, from, to }) => ({ field, from: from.map(readerOfPart), to })),
  };
  readers.set(source, reader);
  return reader;
}

function readerOfPart(part: string | Excerpt): (record: RawRecord) => unknown {
  if (typeof part === 'string') {
    const path = compilePath(part);
    return (record) => readAt(record, path);
  }
  const path = compilePath(part.path);
  return (record) => {
    const value = readAt(record, path);
    if (typeof value !== 'string') return part.only ? undefined : value;
    const holds = value.includes(part.holding);
    if (part.only) return holds;
    return holds ? value : undefined;
  };
}

function first<T>(paths: readonly Path[], valueAt: (path: Path) => T | undefined): T | undefined {
  for (const path of paths) {
    const value = valueAt(path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function canonical(value: unknown, depth = 0): string {
  // What lies deeper than any log nests does not name the record.
  if (depth > 4 * maxDepth) return 'null';
  if (Array.isArray(value)) return `[${value.map((element) => canonical(element, depth + 1)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}
