// SPDX-License-Identifier: Apache-2.0
import { type Address, type Cidr, prefixOf } from './address.ts';

/** Ranges of addresses with a value each; the longest prefix that holds an address wins, of equals the first. */
export interface RangeTable<T> {
  readonly find: (address: Address) => T | undefined;
}

/** One hash table for each prefix length that occurs, longest first: a lookup costs as many probes as there are lengths. */
export function createRangeTable<T>(entries: Iterable<readonly [Cidr, T]>): RangeTable<T> {
  const lengths = { 4: new Map<number, Map<bigint, T>>(), 6: new Map<number, Map<bigint, T>>() };
  for (const [cidr, value] of entries) {
    const byLength = lengths[cidr.version];
    let byPrefix = byLength.get(cidr.bits);
    if (byPrefix === undefined) {
      byPrefix = new Map();
      byLength.set(cidr.bits, byPrefix);
    }
    if (!byPrefix.has(cidr.value)) byPrefix.set(cidr.value, value);
  }
  const longestFirst = (byLength: Map<number, Map<bigint, T>>) => [...byLength].sort((a, b) => b[0] - a[0]);
  const sorted = { 4: longestFirst(lengths[4]), 6: longestFirst(lengths[6]) };
  return {
    find: ({ version, value }) => {
      for (const [bits, byPrefix] of sorted[version]) {
        const found = byPrefix.get(prefixOf(value, bits, version === 4 ? 32 : 128));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
