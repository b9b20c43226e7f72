// SPDX-License-Identifier: Apache-2.0
// Facets: what the texts of a few slots together say about every rule, as one bit a rule (0 = ruled out).
import { slotMode, use } from './keys';
import { alloc, allocTable } from './memory';
import { ROW, TUPLE } from './tuples';

export const WORDS: i32 = 4;
const MAX_FACETS: i32 = 32;
export const FACET_ROWS: i32 = 1 << 15;
export let facetCount: i32 = 0;
export let facetSlots: usize = 0; // per facet: count, slots[15]
export let facetRows: usize = 0; // per facet ptr to rows: bits[4] u64, then ids
export let facetTable: usize = 0; // per facet ptr to u32 table (rows + 1)
export let facetUsed: usize = 0; // rows in use
export let facetOff: usize = 0; // 1 = too varied to help: passes everything
export let facetAsked: usize = 0;
export let facetMissed: usize = 0;
export let facetRowNow: usize = 0; // row of the current record, or 0

export function addFacet(): i32 {
  if (facetCount == 0) {
    facetSlots = alloc(<usize>MAX_FACETS * TUPLE);
    facetRows = alloc(MAX_FACETS * 4);
    facetTable = alloc(MAX_FACETS * 4);
    facetUsed = alloc(MAX_FACETS * 4);
    facetOff = alloc(MAX_FACETS * 4);
    facetAsked = alloc(MAX_FACETS * 4);
    facetMissed = alloc(MAX_FACETS * 4);
    facetRowNow = alloc(MAX_FACETS * 4);
  }
  return facetCount++;
}

export function isOff(f: i32): i32 {
  return load<i32>(facetOff + (<usize>f << 2));
}


/** A facet that is too varied to help is given up; texts that nobody else needs are no longer looked at. */
export function giveUp(facet: i32): void {
  store<i32>(facetOff + (<usize>facet << 2), 1);
  const base = facetSlots + <usize>facet * TUPLE;
  for (let i = 0; i < load<i32>(base); i++) {
    const slot = load<i32>(base + 4 + (<usize>i << 2));
    if (use(slot, -1) == 0) store<i32>(slotMode + (<usize>slot << 2), 1);
  }
}

export function addFacetSlot(facet: i32, slot: i32): void {
  use(slot, 1);
  const base = facetSlots + <usize>facet * TUPLE;
  const count = load<i32>(base);
  store<i32>(base + 4 + (<usize>count << 2), slot);
  store<i32>(base, count + 1);
}

export function learn(facet: i32, word: i32, low: u32, high: u32): void {
  const r = <usize>load<u32>(facetRowNow + (<usize>facet << 2));
  if (r != 0) store<u64>(r + (<usize>word << 3), (<u64>high << 32) | <u64>low);
}

/** Forgets what facets said. */
export function resetFacets(): void {
  for (let i = 0; i < facetCount; i++) {
    const at = <usize>i << 2;
    store<u32>(facetRows + at, <u32>allocTable(<usize>FACET_ROWS * ROW));
    store<u32>(facetTable + at, <u32>allocTable(<usize>FACET_ROWS * 8));
    store<i32>(facetUsed + at, 0);
  }
}
