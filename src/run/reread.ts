// SPDX-License-Identifier: Apache-2.0
// Gives single records again, those of events that had been put off: from the files they were read from, or, where a file
// cannot be read in places, from memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Place } from '../detect/postponed.ts';
import { type Input, parseRecord } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import type { Origin, RawRecord } from '../model/event.ts';
import { Kept } from './kept.ts';

export interface Rereader {
  /**
   * Takes the next input in; gives the number that a {@link Place} names it by.
   *
   * @param file - what its bytes are read from as they lie on disk; without it, what is put off has to be given to `keep`
   */
  add(input: Input, file: number | undefined): number;
  /** Keeps the record at a place, where it cannot be read there again. */
  keep(place: Place, record: Uint8Array): void;
  /** Whether events of the input may still be put off. */
  hasRoom(input: number): boolean;
  /** The record that stood there; undefined, and a problem once a file, where the file has changed since. */
  read(place: Place): { readonly raw: RawRecord; readonly origin: Origin } | undefined;
  close(): void;
}

/** What the bytes of a record are known by, in 32 bits with a sign. It finds a changed file, not a forger. */
export function hashOfRecord(bytes: Uint8Array): number {
  return crc32(bytes) | 0;
}

/** Compressed bytes of records that are kept at most: of logs, about a tenth of their size. */
const mostKeptBytes = 96 << 20;

interface OnDisk {
  readonly kind: 'disk';
  readonly name: string;
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  gone: boolean;
}

interface InMemory {
  readonly kind: 'memory';
  readonly name: string;
  /** Records kept before. */
  readonly first: number;
  /** Where its records stood, ascending. */
  readonly offsets: number[];
}

/** The place of a number in an ascending list; -1 where it is not there. */
function placeIn(list: readonly number[], wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted ? low : -1;
}

/** Makes a reader of single records. It holds one file open at a time. */
export function createRereader(onProblem: (problem: InputProblem) => void, mostKept = mostKeptBytes): Rereader {
  const inputs: (OnDisk | InMemory)[] = [];
  const kept = new Kept(mostKept);
  let open: { readonly input: number; readonly file: number } | undefined;

  function close(): void {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  }

  function fileOf(place: Place, known: OnDisk): number | undefined {
    if (open?.input === place.input) return open.file;
    close();
    const file = openSync(known.path, 'r');
    open = { input: place.input, file };
    const { dev, ino } = fstatSync(file);
    return dev === known.device && ino === known.inode ? file : undefined;
  }

  function onDisk(place: Place, known: OnDisk): Uint8Array | undefined {
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

  function inMemory(place: Place, { first, offsets }: InMemory): Uint8Array | undefined {
    const at = placeIn(offsets, place.offset);
    return at === -1 ? undefined : kept.get(first + at, place.length);
  }

  return {
    close,
    add(input, file) {
      const { name, path = '' } = input;
      if (file === undefined) return inputs.push({ kind: 'memory', name, first: kept.length, offsets: [] }) - 1;
      const { dev, ino } = fstatSync(file);
      return inputs.push({ kind: 'disk', name, path, device: dev, inode: ino, gone: false }) - 1;
    },
    keep(place, record) {
      const known = inputs[place.input];
      if (known?.kind !== 'memory') return;
      known.offsets.push(place.offset);
      kept.add(record);
    },
    hasRoom: (input) => inputs[input]?.kind === 'disk' || !kept.full,
    read(place) {
      const known = inputs[place.input];
      if (known === undefined || (known.kind === 'disk' && known.gone)) return undefined;
      const bytes = known.kind === 'disk' ? onDisk(place, known) : inMemory(place, known);
      const parsed = bytes === undefined ? undefined : parseRecord(bytes);
      if (parsed?.ok === true) {
        return { raw: parsed.record, origin: { file: known.name, line: place.line, offset: place.offset } };
      }
      if (known.kind === 'memory') throw new TypeError('a record that was put off was not kept');
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
