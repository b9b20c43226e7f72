// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';
import type { ErrorCode } from '../model/error.ts';
import type { RawRecord } from '../model/event.ts';

/** Levels of nesting that a record may have. */
export const maxDepth = 256;

/** Values (members and elements) that a record may have: a few million tiny ones would take gigabytes. */
export const maxValues = 4_000_000;

export type ParsedRecord =
  | {
      readonly ok: true;
      readonly record: RawRecord;
      /** Set when bytes had to be replaced to read the record. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };

const badUtf8 = 'bytes that are not UTF-8 were replaced by U+FFFD';

/**
 * Reads one record with `JSON.parse`: of keys that come twice the last wins, and `__proto__` is a key like any other.
 * Never throws on content, and never quotes it in a reason.
 *
 * @returns `RECORD_TOO_DEEP` past {@link maxDepth} levels, `RECORD_TOO_LARGE` past {@link maxValues}, `RECORD_INVALID` for what is not JSON or not an object.
 */
export function parseRecord(bytes: Uint8Array): ParsedRecord {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  // Counted only where there is enough to count: values and levels are never more than bytes and brackets.
  const refused = bytes.byteLength > maxValues || hasMany(text, '{', '[') ? measure(bytes) : undefined;
  if (refused !== undefined) return refused;
  const note = text.includes('\uFFFD') && !isUtf8(bytes) ? badUtf8 : undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = explain(error, bytes);
    return { ok: false, code: 'RECORD_INVALID', reason: note === undefined ? reason : `${reason}; ${note}` };
  }
  if (!isObject(value)) {
    return { ok: false, code: 'RECORD_INVALID', reason: `the record is ${nameOf(value)}, not an object` };
  }
  return note === undefined ? { ok: true, record: value } : { ok: true, record: value, note };
}

/** Reads JSON text found inside a record; `undefined` unless it is an object within the same bounds. */
export function parseObject(text: string): RawRecord | undefined {
  const parsed = parseRecord(Buffer.from(text, 'utf8'));
  return parsed.ok ? parsed.record : undefined;
}

export function isObject(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the text holds more than {@link maxDepth} of the two characters together. */
function hasMany(text: string, ...characters: readonly [string, string]): boolean {
  let count = 0;
  for (const character of characters) {
    for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
      if (++count > maxDepth) return true;
    }
  }
  return false;
}

/** Follows the record without building it, and without recursion. */
function measure(bytes: Uint8Array): ParsedRecord | undefined {
  let depth = 0;
  let values = 0;
  let inString = false;
  for (let at = 0; at < bytes.byteLength; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x2c) values++;
    else if (byte === 0x7b || byte === 0x5b) {
      values++;
      depth++;
      if (depth > maxDepth) {
        return { ok: false, code: 'RECORD_TOO_DEEP', reason: `the record is nested deeper than ${maxDepth} levels` };
      }
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  if (values <= maxValues) return undefined;
  return { ok: false, code: 'RECORD_TOO_LARGE', reason: `the record has ${values} values, more than ${maxValues}` };
}

/** Says where the JSON breaks off. The engine's message quotes the text, which may hold a secret, so it is not used. */
function explain(error: unknown, bytes: Uint8Array): string {
  const nul = bytes.indexOf(0);
  if (nul !== -1) return `not valid JSON: a NUL byte at byte ${nul} of the record`;
  const message = error instanceof Error ? error.message : '';
  if (message.includes('end of JSON') || message.startsWith('Unterminated')) {
    return 'not valid JSON: the record breaks off before its end';
  }
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined
    ? 'not valid JSON'
    : `not valid JSON at character ${Number(position) + 1} of the record`;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
