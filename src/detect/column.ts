// SPDX-License-Identifier: Apache-2.0
// A list of numbers that grows in blocks, so that it never has to be copied as a whole.

const blockBits = 14;
const block = 1 << blockBits;

/** Numbers in typed arrays of one kind. */
export class Column<T extends Int32Array | Float64Array> {
  readonly #kind: new (
    size: number,
  ) => T;
  readonly #blocks: T[] = [];
  #length = 0;

  constructor(kind: new (size: number) => T) {
    this.#kind = kind;
  }

  get length(): number {
    return this.#length;
  }

  /** Only ever makes it shorter. */
  set length(length: number) {
    this.#length = Math.min(length, this.#length);
  }

  push(value: number): void {
    const at = this.#length++;
    let home = this.#blocks[at >> blockBits];
    if (home === undefined) {
      home = new this.#kind(block);
      this.#blocks.push(home);
    }
    home[at & (block - 1)] = value;
  }

  /** The number at a place; NaN outside. */
  get(at: number): number {
    return this.#blocks[at >> blockBits]?.[at & (block - 1)] ?? Number.NaN;
  }

  set(at: number, value: number): void {
    const home = this.#blocks[at >> blockBits];
    if (home !== undefined) home[at & (block - 1)] = value;
  }
}
