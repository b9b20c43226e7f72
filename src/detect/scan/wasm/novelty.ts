// SPDX-License-Identifier: Apache-2.0
// Novelty: tuples of slots that rules on first times already hold with an earlier time.
import { use } from './keys';
import { alloc, allocTable } from './memory';
import { ROW, TUPLE } from './tuples';

const MAX_NOVELTIES: i32 = 48;
export const NOVELTY_BITS: u32 = 17;
export const NOVELTY_ROWS: i32 = 1 << 16;
export let noveltyCount: i32 = 0;
export let noveltySlots: usize = 0;
export let noveltyRows: usize = 0; // time f64, rules[4] u64, then ids
export let noveltyTable: usize = 0;
export let noveltyUsed: usize = 0;
export let noveltyRules: usize = 0;
export let noveltyRowNow: usize = 0;

export function addNovelty(): i32 {
  if (noveltyCount == 0) {
    noveltySlots = alloc(<usize>MAX_NOVELTIES * TUPLE);
    noveltyRows = alloc(<usize>MAX_NOVELTIES * 4);
    noveltyTable = alloc(<usize>MAX_NOVELTIES * 4);
    noveltyUsed = alloc(<usize>MAX_NOVELTIES * 4);
    noveltyRules = alloc(<usize>MAX_NOVELTIES * 32);
    noveltyRowNow = alloc(<usize>MAX_NOVELTIES * 4);
  }
  return noveltyCount++;
}

/** The detections that rest on the novelty's slots alone. */
export function setNoveltyRules(novelty: i32, word: i32, low: u32, high: u32): void {
  store<u64>(noveltyRules + (<usize>novelty << 5) + (<usize>word << 3), (<u64>high << 32) | <u64>low);
}

export function addNoveltySlot(novelty: i32, slot: i32): void {
  use(slot, 1);
  const base = noveltySlots + <usize>novelty * TUPLE;
  const count = load<i32>(base);
  store<i32>(base + 4 + (<usize>count << 2), slot);
  store<i32>(base, count + 1);
}

/** Forgets what was seen. */
export function resetNovelties(): void {
  for (let i = 0; i < noveltyCount; i++) {
    const at = <usize>i << 2;
    store<u32>(noveltyRows + at, <u32>alloc(<usize>NOVELTY_ROWS * ROW));
    store<u32>(noveltyTable + at, <u32>allocTable((<usize>1 << NOVELTY_BITS) * 4));
    store<i32>(noveltyUsed + at, 0);
  }
}
