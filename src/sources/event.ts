// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { ErrorCode } from '../model/error.ts';
import type { Event, Origin, RawRecord } from '../model/event.ts';
import type { LifecycleFieldName, LifecycleValue } from '../model/lifecycle.ts';
import type { Source } from '../model/source.ts';
import { isObject, readPath, text } from './shared/read.ts';
import { parseTime } from './shared/time.ts';

export { parseTime };

/** Why a record became no event. */
export interface Rejection {
  readonly code: ErrorCode;
  readonly reason: string;
}

/** Makes the event of a recognised record in the vendor's plain form. A record without a usable time is rejected. */
export function toEvent(source: Source, record: RawRecord, origin: Origin): Event | Rejection {
  const time = timeOf(source, record);
  if (time === undefined) {
    return { code: 'RECORD_INVALID', reason: `no usable time: ${source.id} keeps it in ${source.time.join(' or ')}` };
  }
  const id = source.eventId.map((path) => text(readPath(record, path))).find((found) => found !== undefined);
  return {
    id: id ?? contentId(record),
    source: source.id,
    time,
    raw: record,
    lifecycle: lifecycleOf(source, record),
    origin,
  };
}

/** The first 128 bits, in hex, of the SHA-256 of the record as JSON with sorted keys. */
export function contentId(record: RawRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex').slice(0, 32);
}

function timeOf(source: Source, record: RawRecord): number | undefined {
  for (const path of source.time) {
    const time = parseTime(readPath(record, path));
    if (time !== undefined) return time;
  }
  return undefined;
}

function lifecycleOf(source: Source, record: RawRecord): Event['lifecycle'] {
  const fields: Partial<Record<LifecycleFieldName, LifecycleValue>> = {};
  for (const { field, from, to } of source.lifecycle) {
    const value = to(from.map((path) => readPath(record, path)));
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}
