// SPDX-License-Identifier: Apache-2.0
// Records of inputs that cannot be read again in places, compressed ones above all: held in memory, compressed in blocks.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Column } from '../detect/column.ts';

/** Bytes that are compressed together: similar records are what makes them small. */
const blockBytes = 1 << 20;
const quick = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Records by number, in the order in which they were added. */
export class Kept {
  /** No more should be added. */
  full = false;
  readonly #most: number;
  readonly #blocks: Uint8Array[] = [];
  readonly #starts = new Column(Float64Array);
  #open = Buffer.allocUnsafe(0);
  #used = 0;
  #held = 0;
  #recent: { readonly block: number; readonly bytes: Uint8Array } | undefined;

  /** @param most - compressed bytes to hold; about as much again as a block may come on top */
  constructor(most: number) {
    this.#most = most;
  }

  /** Records held. */
  get length(): number {
    return this.#starts.length;
  }

  add(record: Uint8Array): void {
    if (this.#open.length === 0) this.#open = Buffer.allocUnsafe(blockBytes);
    this.#starts.push(this.#blocks.length * blockBytes + this.#used);
    for (let rest = record; rest.length > 0; ) {
      const part = rest.subarray(0, blockBytes - this.#used);
      this.#open.set(part, this.#used);
      this.#used += part.length;
      rest = rest.subarray(part.length);
      if (this.#used === blockBytes) this.#close();
    }
  }

  /** A copy of the record with this number, of so many bytes. */
  get(number: number, length: number): Uint8Array {
    const record = Buffer.alloc(length);
    const start = this.#starts.get(number);
    for (let done = 0; done < length; ) {
      const at = start + done;
      const from = at % blockBytes;
      const part = this.#block(Math.floor(at / blockBytes)).subarray(from, from + length - done);
      if (part.length === 0) break;
      record.set(part, done);
      done += part.length;
    }
    return record;
  }

  #block(block: number): Uint8Array {
    if (block === this.#blocks.length) return this.#open.subarray(0, this.#used);
    if (this.#recent?.block !== block) {
      const packed = this.#blocks[block];
      this.#recent = { block, bytes: packed === undefined ? new Uint8Array(0) : zstdDecompressSync(packed) };
    }
    return this.#recent.bytes;
  }

  #close(): void {
    const packed = zstdCompressSync(this.#open, quick);
    this.#blocks.push(packed);
    this.#held += packed.length;
    this.#used = 0;
    if (this.#held >= this.#most) this.full = true;
  }
}
