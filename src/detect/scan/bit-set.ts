// SPDX-License-Identifier: Apache-2.0

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A set of small numbers. */
export class BitSet {
  /** How many numbers it holds. */
  size = 0;
  readonly #words: Int32Array;

  /** @param most - numbers are below this */
  constructor(most: number) {
    this.#words = new Int32Array((most + 31) >> 5);
  }

  /** All numbers below a bound. */
  static full(most: number): BitSet {
    const set = new BitSet(most);
    for (let number = 0; number < most; number++) set.add(number);
    return set;
  }

  has(number: number): boolean {
    return (((this.#words[number >> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }

  add(number: number): void {
    if (this.has(number)) return;
    this.#words[number >> 5] = (this.#words[number >> 5] ?? 0) | (1 << (number & 31));
    this.size++;
  }

  /** How many numbers both hold. */
  shared(other: BitSet): number {
    let count = 0;
    for (let at = 0; at < this.#words.length; at++) {
      count += countBits((this.#words[at] ?? 0) & (other.#words[at] ?? 0));
    }
    return count;
  }

  /** Takes out what the other holds. */
  remove(other: BitSet): void {
    this.size -= this.shared(other);
    for (let at = 0; at < this.#words.length; at++) {
      this.#words[at] = (this.#words[at] ?? 0) & ~(other.#words[at] ?? 0);
    }
  }
}
