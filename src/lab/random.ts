// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';

const hexDigits = '0123456789abcdef';
const upperAlphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 32-bit FNV-1a of a text, to turn names into seeds. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A small seeded generator (sfc32, seeded through splitmix32): the same seed gives the same numbers on every machine.
 * Not for secrets.
 *
 * @see https://pracrand.sourceforge.net/ for sfc
 */
export class Random {
  readonly #seed: number;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    let state = this.#seed;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let round = 0; round < 12; round++) this.bits();
  }

  /** A generator of its own for a name: what one part draws does not change what another draws. */
  fork(name: string): Random {
    return new Random(hashText(name) ^ Math.imul(this.#seed, 0x85ebca6b));
  }

  /** An unsigned 32-bit integer. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 to less than 1. */
  unit(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** @throws TypeError on an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.unit() * items.length)];
    if (item === undefined) throw new TypeError('nothing to pick from');
    return item;
  }

  /** Picks by weight. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let total = 0;
    for (const [weight] of items) total += weight;
    let left = this.unit() * total;
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[1];
  }

  /** `length` hexadecimal digits, lower case. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.bits().toString(16).padStart(8, '0');
    return text.slice(0, length);
  }

  /** A version 4 GUID. */
  guid(): string {
    const digits = this.hex(32);
    const variant = hexDigits[8 + (this.bits() & 3)];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  }

  /** Capital letters and digits as AWS uses them in ids. */
  capitals(length: number): string {
    let text = '';
    for (let index = 0; index < length; index++) text += upperAlphanumeric[this.bits() & 31];
    return text;
  }

  /** Base64 of `bytes` random bytes. */
  base64(bytes: number): string {
    return Buffer.from(this.hex(bytes * 2), 'hex').toString('base64');
  }

  /** URL-safe base64 of `bytes` random bytes. */
  base64url(bytes: number): string {
    return Buffer.from(this.hex(bytes * 2), 'hex').toString('base64url');
  }
}
