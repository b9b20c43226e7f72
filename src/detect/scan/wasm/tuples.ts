// SPDX-License-Identifier: Apache-2.0
// Rows by the numbers of several texts together.
import { slotId } from './keys';
import { idOf, seed } from './texts';

/** Bytes of a list of up to 15 slots with its count, and where what is known of a tuple of their ids begins. */
export const TUPLE: usize = 64;
export const VALUE: usize = 64;
/** Bytes of a facet's row: ids[16] u32, bits[4] u64. */
export const ROW: usize = 96;

// @ts-ignore: decorator
@inline
function hashIds(h: u64, id: u32): u64 {
  h = (h ^ <u64>id) * 0x9fb21c651e98df25;
  return h ^ (h >> 28);
}

/** Finds or claims the row of ids in a table; -1 where the table is full. New rows have `fresh` set. */
export let fresh: bool = false;
export function row(slots: usize, rowsAt: usize, table: usize, usedAt: usize, max: i32, size: u32, rowSize: usize): usize {
  fresh = false;
  const count = load<i32>(slots);
  if (count == 1 && rowSize == ROW) {
    // One slot: its dense id is the row.
    const id = idOf(load<i32>(slots + 4));
    if (id == 0 || <i32>id >= max) return 0;
    const r = rowsAt + <usize>id * rowSize;
    if (load<u32>(r) == id) return r;
    store<u32>(r, id);
    fresh = true;
    return r;
  }
  let h: u64 = seed;
  for (let i = 0; i < count; i++) {
    const id = idOf(load<i32>(slots + 4 + (<usize>i << 2)));
    if (id == 0) return 0;
    h = hashIds(h, id);
  }
  let i: u32 = <u32>h & (size - 1);
  while (true) {
    const index = load<u32>(table + (<usize>i << 2));
    if (index == 0) break;
    const r = rowsAt + <usize>(index - 1) * rowSize;
    let k = 0;
    while (k < count) {
      if (load<u32>(r + (<usize>k << 2)) != load<u32>(slotId + (<usize>load<i32>(slots + 4 + (<usize>k << 2)) << 2))) break;
      k++;
    }
    if (k == count) return r;
    i = (i + 1) & (size - 1);
  }
  const n = load<i32>(usedAt);
  if (n >= max) return 0;
  const r = rowsAt + <usize>n * rowSize;
  for (let k = 0; k < count; k++)
    store<u32>(r + (<usize>k << 2), load<u32>(slotId + (<usize>load<i32>(slots + 4 + (<usize>k << 2)) << 2)));
  store<i32>(usedAt, n + 1);
  store<u32>(table + (<usize>i << 2), <u32>(n + 1));
  fresh = true;
  return r;
}
