// SPDX-License-Identifier: Apache-2.0
// Reads single records again from files that were read before: those of events that had been put off.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Place } from '../detect/postponed.ts';
import { type Input, parseRecord } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import type { Origin, RawRecord } from '../model/event.ts';

export interface Rereader {
  /** Takes a file in; gives the number that a {@link Place} names it by. */
  add(input: Input, file: number): number;
  /** The record that stood there; undefined, and a problem once a file, where the file has changed since. */
  read(place: Place): { readonly raw: RawRecord; readonly origin: Origin } | undefined;
  close(): void;
}

/** What the bytes of a record are known by, in 32 bits with a sign. It finds a changed file, not a forger. */
export function hashOfRecord(bytes: Uint8Array): number {
  return crc32(bytes) | 0;
}

interface Known {
  readonly name: string;
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  gone: boolean;
}

/** Makes a reader of single records. It holds one file open at a time. */
export function createRereader(onProblem: (problem: InputProblem) => void): Rereader {
  const inputs: Known[] = [];
  let open: { readonly input: number; readonly file: number } | undefined;

  function close(): void {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  }

  function fileOf(place: Place, known: Known): number | undefined {
    if (open?.input === place.input) return open.file;
    close();
    const file = openSync(known.path, 'r');
    open = { input: place.input, file };
    const { dev, ino } = fstatSync(file);
    return dev === known.device && ino === known.inode ? file : undefined;
  }

  function bytesAt(place: Place, known: Known): Uint8Array | undefined {
    try {
      const file = fileOf(place, known);
      const bytes = Buffer.allocUnsafe(place.length);
      if (file === undefined || readSync(file, bytes, 0, place.length, place.offset) < place.length) return undefined;
      return hashOfRecord(bytes) === place.hash ? bytes : undefined;
    } catch (error) {
      if (error instanceof TypeError) throw error;
      // Removed meanwhile: told as a problem below.
      return undefined;
    }
  }

  return {
    close,
    add(input, file) {
      const { dev, ino } = fstatSync(file);
      return inputs.push({ name: input.name, path: input.path ?? '', device: dev, inode: ino, gone: false }) - 1;
    },
    read(place) {
      const known = inputs[place.input];
      if (known === undefined || known.gone) return undefined;
      const bytes = bytesAt(place, known);
      const parsed = bytes === undefined ? undefined : parseRecord(bytes);
      if (parsed?.ok === true) {
        return { raw: parsed.record, origin: { file: known.name, line: place.line, offset: place.offset } };
      }
      known.gone = true;
      close();
      onProblem({
        code: 'INPUT_UNREADABLE',
        message: `${known.name} was changed while it was read: findings of several steps may be missing. Run again on a copy of it.`,
        position: { file: known.name, line: place.line, offset: place.offset },
      });
      return undefined;
    },
  };
}
