// SPDX-License-Identifier: Apache-2.0
import { Carry } from './carry.ts';
import { prefixLength } from './line-prefix.ts';
import { type RecordSlice, type Splitter, sampleOf, tooLarge, truncated } from './slice.ts';

const lineFeed = 0x0a;

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09;
}

/** One record a line, what collectors write before it left out. Blank lines are passed over; a line that is not JSON is the parser's to refuse. */
export class LineSplitter implements Splitter {
  readonly #limit: number;
  readonly #carry: Carry;
  /** Of the line being read. */
  #line = 1;
  #offset = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#carry = new Carry(limit);
  }

  push(chunk: Uint8Array): readonly RecordSlice[] {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const out: RecordSlice[] = [];
    let from = 0;
    for (let at = buffer.indexOf(lineFeed, 0); at !== -1; at = buffer.indexOf(lineFeed, from)) {
      if (this.#carry.total === 0) {
        this.#emit(buffer.subarray(from, at), out);
        this.#offset += at - from + 1;
      } else {
        this.#carry.append(buffer.subarray(from, at));
        const total = this.#carry.total;
        this.#emitCarry(out);
        this.#offset += total + 1;
      }
      this.#line++;
      from = at + 1;
    }
    if (from < buffer.byteLength) this.#carry.append(buffer.subarray(from));
    return out;
  }

  end(): readonly RecordSlice[] {
    const out: RecordSlice[] = [];
    this.#emitCarry(out);
    const [last] = out;
    if (last?.kind !== 'record' || last.bytes[0] !== 0x7b || last.bytes[last.bytes.byteLength - 1] === 0x7d) return out;
    return [truncated(last.bytes, last.line, last.offset)];
  }

  #emitCarry(out: RecordSlice[]): void {
    if (!this.#carry.overflowed) {
      this.#emit(this.#carry.take(), out);
      return;
    }
    out.push(tooLarge(this.#limit, this.#line, this.#offset, this.#carry.sample, this.#carry.total));
    this.#carry.clear();
  }

  #emit(line: Uint8Array, out: RecordSlice[]): void {
    let start = 0;
    let end = line.byteLength;
    if (end > this.#limit) {
      out.push(tooLarge(this.#limit, this.#line, this.#offset, sampleOf(line), end));
      return;
    }
    // A byte order mark, also where files were joined.
    if (line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) start = 3;
    while (start < end && isBlank(line[start])) start++;
    while (end > start && isBlank(line[end - 1])) end--;
    if (start === end) return;
    start += prefixLength(line.subarray(start, end));
    out.push({
      kind: 'record',
      bytes: line.subarray(start, end),
      line: this.#line,
      offset: this.#offset + start,
    });
  }
}
