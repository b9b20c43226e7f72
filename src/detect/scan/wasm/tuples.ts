// SPDX-License-Identifier: Apache-2.0
// Rows by the numbers of several texts together.
import { alloc } from './memory';
import { idOf, seed } from './texts';

/** Bytes of a list of up to 15 slots with its count. */
export const TUPLE: usize = 64;
/** Bytes of a row: what is known of a tuple, then its ids (u32, filled up with 0). Of up to four ids all lies within 64 bytes. */
export const ROW: usize = 128;
const IDS: usize = 48;
/** The ids of the current record's tuple, as a row has them. */
let ids: usize = 0;

/** Call before the first row. */
export function initTuples(): void {
  ids = alloc(TUPLE);
}

// @ts-ignore: decorator
@inline
function hashIds(h: u64, id: u32): u64 {
  h = (h ^ <u64>id) * 0x9fb21c651e98df25;
  return h ^ (h >> 28);
}

/**
 * Finds or claims the row of the current record's tuple; 0 where there is none. New rows have `fresh` set. `single`: the row
 * of one slot is that of its dense id, without a table.
 */
export let fresh: bool = false;
export function row(slots: usize, rowsAt: usize, table: usize, usedAt: usize, max: i32, size: u32, single: bool): usize {
  fresh = false;
  const count = load<i32>(slots);
  if (count == 1 && single) {
    const id = idOf(load<i32>(slots + 4));
    if (id == 0 || <i32>id >= max) return 0;
    const r = rowsAt + <usize>id * ROW;
    if (load<u32>(r + IDS) == id) return r;
    store<u32>(r + IDS, id);
    fresh = true;
    return r;
  }
  const bytes = <usize>count << 2;
  v128.store(ids + (bytes & ~15), i64x2.splat(0));
  let h: u64 = seed;
  for (let i: usize = 0; i < bytes; i += 4) {
    const id = idOf(load<i32>(slots + 4 + i));
    if (id == 0) return 0;
    store<u32>(ids + i, id);
    h = hashIds(h, id);
  }
  let i: u32 = <u32>h & (size - 1);
  while (true) {
    const index = load<u32>(table + (<usize>i << 2));
    if (index == 0) break;
    const r = rowsAt + <usize>(index - 1) * ROW;
    let k: usize = 0;
    while (k < bytes && !v128.any_true(v128.xor(v128.load(r + IDS + k), v128.load(ids + k)))) k += 16;
    if (k >= bytes) return r;
    i = (i + 1) & (size - 1);
  }
  const n = load<i32>(usedAt);
  if (n >= max) return 0;
  const r = rowsAt + <usize>n * ROW;
  for (let k: usize = 0; k < bytes; k += 16) v128.store(r + IDS + k, v128.load(ids + k));
  store<i32>(usedAt, n + 1);
  store<u32>(table + (<usize>i << 2), <u32>(n + 1));
  fresh = true;
  return r;
}
