// SPDX-License-Identifier: Apache-2.0
// Finds all keywords of all formats in one pass over the bytes (after Wu and Manber): a table says for each pair of bytes
// how far the next keyword is at least, so most bytes are never looked at.

export interface KeywordScan {
  /** Calls `hit(offset, keyword)` for each keyword that begins in [from, to); it may reach beyond `to`, not beyond `end`. */
  run(bytes: Uint8Array, from: number, to: number, end: number, hit: (offset: number, keyword: number) => void): void;
}

const shortest = 3;

/** @throws TypeError for a keyword of fewer than three characters */
export function createKeywordScan(keywords: readonly string[]): KeywordScan {
  const wrong = keywords.find((it) => it.length < shortest);
  if (wrong !== undefined) throw new TypeError(`keyword "${wrong}" is too short`);
  const patterns = keywords.map((it) => Buffer.from(it, 'latin1'));
  const shifts = new Uint8Array(1 << 16).fill(shortest - 1);
  const buckets = new Map<number, number[]>();
  for (const [index, pattern] of patterns.entries()) {
    const [a = 0, b = 0, c = 0] = pattern;
    const first = (a << 8) | b;
    const last = (b << 8) | c;
    if (shifts[first] !== 0) shifts[first] = 1;
    shifts[last] = 0;
    buckets.set(last, [...(buckets.get(last) ?? []), index]);
  }
  const matches = (bytes: Uint8Array, at: number, end: number, pattern: Uint8Array): boolean => {
    if (at + pattern.length > end) return false;
    for (let index = 0; index < pattern.length; index++) if (bytes[at + index] !== pattern[index]) return false;
    return true;
  };
  return {
    run(bytes, from, to, end, hit) {
      // `at` is the second byte of the three that are looked at.
      let at = from + 1;
      const stop = Math.min(to + 1, end - 1);
      while (at < stop) {
        const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
        const shift = shifts[pair] ?? 0;
        at += shift;
        if (shift > 0) continue;
        for (const index of buckets.get(pair) ?? []) {
          const pattern = patterns[index];
          if (pattern !== undefined && matches(bytes, at - 1, end, pattern)) hit(at - 1, index);
        }
        at++;
      }
    },
  };
}
