// SPDX-License-Identifier: Apache-2.0
import type { InputProblem } from '../model/account.ts';
import { type ErrorCode, TokenwardError } from '../model/error.ts';
import type { InputFormat } from './slice.ts';

/** A file or stream that can be read. */
export interface Input {
  readonly kind: 'input';
  /** As the user would write it; `-` for standard input. */
  readonly name: string;
  /** Absolute; absent for standard input. */
  readonly path?: string;
  /** Bytes on disk, compressed or not, when the input was opened; absent for streams. */
  readonly size?: number;
  readonly compressed: boolean;
  readonly format: InputFormat;
  /**
   * The content from its start: decompressed, and in UTF-8 if it was UTF-16 with a byte order mark. A file is read as far
   * as it reached when it was opened; what is appended later is not followed. Call it once for streams, as often as
   * needed for files.
   *
   * @throws TokenwardError `COMPRESSION_INVALID` after all that could be decompressed, `INPUT_UNREADABLE` when reading
   * fails; the position is the offset in the decompressed content.
   * @throws TypeError on the second call for a stream.
   */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Something that was not read: `problem` when it was asked for, `skipped` when a folder happened to hold it. */
export type Unread =
  | { readonly kind: 'problem'; readonly problem: InputProblem }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: string };

export type InputItem = Input | Unread;

export function problemItem(code: ErrorCode, message: string, file: string): Unread {
  return { kind: 'problem', problem: { code, message, position: { file } } };
}

const systemReasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'its links go round in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ENXIO', 'it is a socket or a device without anything behind it'],
]);

/** Why the system refused, in words. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return systemReasons.get(code) ?? error.message;
}

/** What a failed read tells the user. */
export function toProblem(error: unknown, file: string): InputProblem {
  if (error instanceof TokenwardError) {
    return { code: error.code, message: error.message, position: error.position ?? { file } };
  }
  return { code: 'INPUT_UNREADABLE', message: `${file}: ${systemReason(error)}`, position: { file } };
}
