// SPDX-License-Identifier: Apache-2.0
// One input on its way through a scanner: what is in the buffer, where it stood, and what became of its records.

import { bufferSize, type Glimpses, type Scanner } from '../detect/scan/scanner.ts';
import type { Input } from '../ingest/ingest.ts';
import type { Source } from '../model/source.ts';
import type { Ledger } from './ledger.ts';
import { createPlainLines } from './plain-lines.ts';
import type { Reader } from './reader.ts';
import { hashOfRecord, type Rereader } from './reread.ts';

const feed = 0x0a;

/** Counts line breaks up to an offset, each byte once; the first byte stands on `line`. */
function createLines(line: number): {
  at(buffer: Uint8Array, position: number): number;
  move(buffer: Uint8Array, position: number): void;
} {
  let counted = 0;
  const count = (buffer: Uint8Array, position: number): void => {
    const view = Buffer.from(buffer.buffer, buffer.byteOffset, position);
    for (let at = view.indexOf(feed, counted); at !== -1; at = view.indexOf(feed, at + 1)) line++;
    counted = Math.max(counted, position);
  };
  return {
    at(buffer, position) {
      count(buffer, position);
      return line;
    },
    move(buffer, position) {
      count(buffer, position);
      counted = 0;
    },
  };
}

/** What reads the records of one source, and what is kept of those it had to look at. */
export interface ScannedBy {
  readonly source: Source;
  readonly scanner: Scanner;
  /** Records passed over, of late. */
  passed: number;
  /** Takes note of a record that was looked at. */
  note(buffer: Uint8Array, start: number, end: number): void;
}

export interface ScanPlaces {
  /** Number that the rereader knows the input by. */
  readonly number: number;
  /** Line and offset of the first byte that is put into the buffer. */
  readonly line: number;
  readonly offset: number;
}

/** The part of an input that is in a scanner's buffer. Bytes are put at `have` by the caller. */
export class InputScan {
  /** Bytes in the buffer, and how many of them are done with. */
  have = 0;
  from = 0;
  /** Records done with. */
  records = 0;
  /** The array has ended. */
  ended = false;
  readonly #input: Input;
  readonly #number: number;
  readonly #lines: ReturnType<typeof createLines>;
  readonly #ledger: Ledger;
  readonly #reader: Reader;
  readonly #rereader: Rereader;
  #base: number;

  constructor(
    input: Input,
    { number, line, offset }: ScanPlaces,
    { ledger, reader, rereader }: { readonly ledger: Ledger; readonly reader: Reader; readonly rereader: Rereader },
  ) {
    this.#input = input;
    this.#number = number;
    this.#lines = createLines(line);
    this.#base = offset;
    this.#ledger = ledger;
    this.#reader = reader;
    this.#rereader = rereader;
  }

  /** Line and offset of the first byte that is not done with. */
  place(buffer: Uint8Array): { readonly line: number; readonly offset: number } {
    return { line: this.#lines.at(buffer, this.from), offset: this.#base + this.from };
  }

  /** Scans what is in the buffer. False where the plain way must take over. `last`: nothing comes after it. */
  pass(by: ScannedBy, last: boolean): boolean {
    const { scanner } = by;
    const { buffer } = scanner;
    const array = this.#input.format === 'json-array';
    const look = this.#look(by, buffer);
    const glimpses = this.#glimpses(by, buffer);
    for (;;) {
      const may = this.#rereader.hasRoom(this.#number) ? glimpses : undefined;
      const { at, stop, clean } = scanner.scan(this.from, this.have, { array, last }, look, may);
      this.records += clean;
      by.passed += clean;
      this.#ledger.passed(by.source.id, clean);
      this.from = at;
      if (stop === 'array-end') {
        this.ended = true;
        return true;
      }
      if (stop === 'end') return true;
      const more = this.from > 0 || this.have < buffer.length;
      if (stop === 'partial') {
        if (array && last) return false;
        if (!last) return more;
      }
      if (array) return false;
      // One line that the scanner does not understand: the plain way reads it, the scanner goes on behind it.
      const feedAt = Buffer.from(buffer.buffer, buffer.byteOffset, this.have).indexOf(feed, this.from);
      if (feedAt === -1 && !last) return more;
      const to = feedAt === -1 ? this.have : feedAt + 1;
      const { line, offset } = this.place(buffer);
      const plain = createPlainLines(this.#reader, this.#input.name, line, offset);
      plain.push(buffer.subarray(this.from, to));
      plain.end();
      this.records += plain.records;
      this.from = to;
    }
  }

  /** Moves what is left to the front where less than `room` bytes are free behind it. */
  makeRoom(buffer: Uint8Array, room: number): void {
    if (this.from === 0 || this.have + room <= bufferSize) return;
    this.#lines.move(buffer, this.from);
    buffer.copyWithin(0, this.from, this.have);
    this.#base += this.from;
    this.have -= this.from;
    this.from = 0;
  }

  #look(by: ScannedBy, buffer: Uint8Array) {
    return (start: number, end: number) => {
      this.#note(by, buffer, start, end);
      const line = this.#lines.at(buffer, start);
      return this.#reader.bytes(this.#input.name, buffer.subarray(start, end), line, this.#base + start);
    };
  }

  #glimpses(by: ScannedBy, buffer: Uint8Array): Glimpses {
    return {
      placeOf: (start, end) => ({
        input: this.#number,
        offset: this.#base + start,
        length: end - start,
        line: this.#lines.at(buffer, start),
        hash: hashOfRecord(buffer.subarray(start, end)),
      }),
      glimpsed: (start, end, time, place) => {
        if (place !== undefined) this.#rereader.keep(place, buffer.subarray(start, end));
        this.#note(by, buffer, start, end);
        this.#ledger.clean(by.source.id, time);
      },
    };
  }

  #note(by: ScannedBy, buffer: Uint8Array, start: number, end: number): void {
    this.records++;
    by.note(buffer, start, end);
  }
}
