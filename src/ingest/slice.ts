// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../model/error.ts';

/**
 * How the records of an input are laid out. `json-array` is one array, or an envelope (`Records`, `records`, `value`)
 * around one; `json` is objects one after the other, over as many lines as they like.
 */
export type InputFormat = 'ndjson' | 'json-array' | 'json' | 'csv' | 'empty' | 'unknown';

/** One record's bytes, not yet parsed. `line` is 1-based, `offset` the 0-based byte in the decompressed input. */
export interface RecordBytes {
  readonly kind: 'record';
  /** A view, valid until the next `push`. */
  readonly bytes: Uint8Array;
  readonly line: number;
  readonly offset: number;
}

/** Bytes that no record can be made of. */
export interface RejectedBytes {
  readonly kind: 'rejected';
  readonly code: ErrorCode;
  /** Says what is wrong without quoting the record. */
  readonly reason: string;
  readonly line: number;
  readonly offset: number;
  /** The first {@link sampleBytes} bytes as they are; fingerprint secrets before it is shown or kept. */
  readonly sample: string;
  /** How many bytes were given up. */
  readonly bytes: number;
}

export type RecordSlice = RecordBytes | RejectedBytes;

/** Cuts a stream of bytes into records. How the stream is cut into chunks makes no difference. */
export interface Splitter {
  /** The records that end in this chunk. Their bytes are valid until the next call. */
  push(chunk: Uint8Array): readonly RecordSlice[];
  /** What is left when the input has ended. */
  end(): readonly RecordSlice[];
}

/** Bytes of a rejected record that are kept as its sample. */
export const sampleBytes = 200;

/** The readable beginning of a record. */
export function sampleOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sampleBytes)).toString('utf8');
}

/** The rejection of a record that is longer than the limit. */
export function tooLarge(limit: number, line: number, offset: number, sample: string, bytes: number): RejectedBytes {
  const reason = `the record has ${bytes} bytes, more than the limit of ${limit}`;
  return { kind: 'rejected', code: 'RECORD_TOO_LARGE', reason, line, offset, sample, bytes };
}

/** The rejection of a record that the end of the input cut off. */
export function truncated(bytes: Uint8Array, line: number, offset: number): RejectedBytes {
  return {
    kind: 'rejected',
    code: 'RECORD_INVALID',
    reason: 'the input ends inside this record',
    line,
    offset,
    sample: sampleOf(bytes),
    bytes: bytes.byteLength,
  };
}
