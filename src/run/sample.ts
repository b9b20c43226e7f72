// SPDX-License-Identifier: Apache-2.0
// Some records from all over a file: what a log holds at midnight says little of its working hours.
import { closeSync, openSync, readSync } from 'node:fs';
import { createSplitter, type Input } from '../ingest/ingest.ts';

/** Windows of a file that are looked at, and their size. */
const windows = 12;
const windowBytes = 48 * 1024;
const feed = 0x0a;

/** The beginning of the first whole record in a window. */
function firstRecord(window: Buffer, opening: Buffer, array: boolean): number {
  if (!array) return window.indexOf(feed) + 1;
  const at = window.indexOf(opening);
  return at === -1 ? window.length : at;
}

/**
 * Copies of records from evenly spaced places of a plain file on disk, beside those at its head. Whatever cannot be read
 * is left out: the sample is only about speed.
 *
 * @param head - the first bytes of the input
 * @param most - records at most
 */
export function sampleRecords(input: Input, head: Uint8Array, most: number): readonly Uint8Array[] {
  const array = input.format === 'json-array';
  const records: Uint8Array[] = [];
  const take = (bytes: Uint8Array, limit: number): void => {
    const splitter = createSplitter(input.format, {});
    for (const slice of splitter.push(bytes)) {
      if (slice.kind === 'record' && limit-- > 0) records.push(slice.bytes.slice());
    }
  };
  const spread =
    input.path !== undefined && input.size !== undefined && !input.compressed && input.size > 2 * windows * windowBytes;
  take(head, spread ? Math.ceil(most / windows) : most);
  const first = records[0];
  if (!spread || first === undefined || input.path === undefined || input.size === undefined) return records;
  // Records of one array begin alike: with the first key of the first one.
  const opening = Buffer.from(first.subarray(0, Math.max(2, Buffer.from(first).indexOf(':'))));
  const file = openSync(input.path, 'r');
  try {
    for (let window = 1; window < windows; window++) {
      const bytes = Buffer.alloc(windowBytes);
      const length = readSync(file, bytes, 0, windowBytes, Math.floor((input.size * window) / windows));
      const from = firstRecord(bytes.subarray(0, length), opening, array);
      const rest = bytes.subarray(from, length);
      take(array ? Buffer.concat([Buffer.from('['), rest]) : rest, Math.ceil(most / windows));
    }
  } finally {
    closeSync(file);
  }
  return records;
}
