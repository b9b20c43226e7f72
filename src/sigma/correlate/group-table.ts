// SPDX-License-Identifier: Apache-2.0
// Counts by group in typed arrays: millions of groups in a few bytes each.

const firstSize = 256;

function grown<T extends Int32Array | Float64Array | Uint8Array>(old: T, made: T): T {
  made.set(old);
  return made;
}

/** The groups of one correlation, by the hash of their key, numbered as they come. */
export class GroupTable {
  /** Time of the earliest direct element of another leg than the first. */
  earliest = Number.POSITIVE_INFINITY;
  #size = 0;
  /** Group numbers plus one by hash, open addressing. */
  #places = new Int32Array(firstSize * 2);
  #hashes = new Int32Array(firstSize);
  #counts = new Int32Array(firstSize);
  #legs = new Int32Array(firstSize);
  #firsts = new Float64Array(firstSize);
  #lasts = new Float64Array(firstSize);
  #wanted = new Uint8Array(firstSize);

  /** Counts an element; gives its group's number. */
  note(hash: number, legs: number, time: number): number {
    const group = this.#find(hash);
    this.#counts[group] = (this.#counts[group] ?? 0) + 1;
    this.#legs[group] = (this.#legs[group] ?? 0) | legs;
    if (time < (this.#firsts[group] ?? 0)) this.#firsts[group] = time;
    if (time > (this.#lasts[group] ?? 0)) this.#lasts[group] = time;
    return group;
  }

  reaches(group: number, count: number, legs: number, leg: number, span: number): boolean {
    if ((this.#counts[group] ?? 0) < count) return false;
    if ((this.#lasts[group] ?? 0) - (this.#firsts[group] ?? 0) < span) return false;
    const bits = this.#legs[group] ?? 0;
    if (leg >= 0 && ((bits >> leg) & 1) === 0) return false;
    let many = 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) many++;
    return many >= legs;
  }

  isWanted(group: number): boolean {
    return this.#wanted[group] === 1;
  }

  /** True if the group was not wanted before. */
  want(group: number): boolean {
    if (group < 0 || this.#wanted[group] === 1) return false;
    this.#wanted[group] = 1;
    return true;
  }

  #find(hash: number): number {
    const mask = this.#places.length - 1;
    let at = hash & mask;
    for (let place = this.#places[at] ?? 0; place !== 0; place = this.#places[at] ?? 0) {
      if (this.#hashes[place - 1] === hash) return place - 1;
      at = (at + 1) & mask;
    }
    if (this.#size === this.#hashes.length) {
      this.#grow();
      return this.#find(hash);
    }
    const group = this.#size++;
    this.#places[at] = group + 1;
    this.#hashes[group] = hash;
    this.#firsts[group] = Number.POSITIVE_INFINITY;
    this.#lasts[group] = Number.NEGATIVE_INFINITY;
    return group;
  }

  #grow(): void {
    const size = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, new Int32Array(size));
    this.#counts = grown(this.#counts, new Int32Array(size));
    this.#legs = grown(this.#legs, new Int32Array(size));
    this.#firsts = grown(this.#firsts, new Float64Array(size));
    this.#lasts = grown(this.#lasts, new Float64Array(size));
    this.#wanted = grown(this.#wanted, new Uint8Array(size));
    this.#places = new Int32Array(size * 2);
    const mask = this.#places.length - 1;
    for (let group = 0; group < this.#size; group++) {
      let at = (this.#hashes[group] ?? 0) & mask;
      while (this.#places[at] !== 0) at = (at + 1) & mask;
      this.#places[at] = group + 1;
    }
  }
}
