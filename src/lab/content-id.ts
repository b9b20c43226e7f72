// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { RawRecord } from '../model/event.ts';

/**
 * The id of a record whose source gives it none: the first 128 bits, in hex, of the SHA-256 of its JSON with sorted
 * keys. A test holds it to what reading the record gives.
 */
export function contentId(record: RawRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex').slice(0, 32);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
