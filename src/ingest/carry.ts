// SPDX-License-Identifier: Apache-2.0
import { sampleBytes, sampleOf } from './slice.ts';

const nothing = Buffer.alloc(0);

/**
 * The part of a record that came with earlier chunks. Never holds more than `limit` bytes: past it only the sample
 * and the count are kept.
 */
export class Carry {
  readonly #limit: number;
  #buffer: Buffer = nothing;
  #length = 0;
  #total = 0;
  #sample = '';

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes seen of this record, kept or not. */
  get total(): number {
    return this.#total;
  }

  get overflowed(): boolean {
    return this.#total > this.#limit;
  }

  /** The first bytes of a record that overflowed. */
  get sample(): string {
    return this.#sample;
  }

  append(part: Uint8Array): void {
    const had = this.#length;
    const already = this.overflowed;
    this.#total += part.byteLength;
    if (already) return;
    if (this.overflowed) {
      const missing = Math.max(0, sampleBytes - had);
      this.#sample = sampleOf(Buffer.concat([this.#buffer.subarray(0, had), part.subarray(0, missing)]));
      this.#buffer = nothing;
      this.#length = 0;
      return;
    }
    const needed = had + part.byteLength;
    if (needed > this.#buffer.byteLength) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(this.#buffer.byteLength * 2, this.#limit), 1024));
      this.#buffer.copy(grown, 0, 0, had);
      this.#buffer = grown;
    }
    this.#buffer.set(part, had);
    this.#length = needed;
  }

  /** Hands the bytes over and starts afresh; the view stays valid, since the buffer is not used again. */
  take(): Uint8Array {
    const bytes = this.#buffer.subarray(0, this.#length);
    this.clear();
    return bytes;
  }

  clear(): void {
    this.#buffer = nothing;
    this.#length = 0;
    this.#total = 0;
    this.#sample = '';
  }
}
