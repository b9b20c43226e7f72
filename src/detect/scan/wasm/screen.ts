// SPDX-License-Identifier: Apache-2.0
// Judges the current record: which rules its texts do not rule out, and which of those have nothing new to learn from it.
import {
  FACET_ROWS, facetAsked, facetCount, facetMissed, facetOff, facetRowNow, facetRows, facetSlots, facetTable, facetUsed,
  giveUp, WORDS,
} from './facets';
import { epoch, INDIRECT, report, same, slotEpoch, slotLen, slotPtr, slotRoute } from './keys';
import {
  NOVELTY_BITS, NOVELTY_ROWS, noveltyCount, noveltyRowNow, noveltyRows, noveltyRules, noveltySlots,
  noveltyTable, noveltyUsed,
} from './novelty';
import { setFull } from './texts';
import { recordTime } from './time';
import { fresh, row, TUPLE } from './tuples';

let all0: u64 = 0;
let all1: u64 = 0;
let all2: u64 = 0;
let all3: u64 = 0;

/** The bits that exist: what a record starts with. */
export function setAll(word: i32, low: u32, high: u32): void {
  const value = (<u64>high << 32) | <u64>low;
  if (word == 0) all0 = value;
  else if (word == 1) all1 = value;
  else if (word == 2) all2 = value;
  else all3 = value;
}

let required: usize = 0;
let requiredCount: i32 = 0;
/** The source's shape: entries of slot, want (1 absent, 2 there, 3 one of the texts), list of (ptr, length), its count. */
export function setRequired(ptr: usize, count: i32): void {
  required = ptr;
  requiredCount = count;
}

function fits(entry: usize): bool {
  const slot = <usize>load<i32>(entry) << 2;
  const want = load<i32>(entry + 4);
  const ptr = <usize>load<u32>(slotPtr + slot);
  const length = load<u32>(slotLen + slot);
  // `null` counts as absent: collectors fill missing columns with it.
  const there = load<u32>(slotEpoch + slot) == epoch && !(length == 4 && load<u8>(ptr) == 0x6e);
  if (want == 1) return !there;
  if (!there || (load<u32>(slotRoute + slot) & INDIRECT) != 0) return false;
  if (want == 2) return true;
  let list = <usize>load<u32>(entry + 8);
  let count = load<i32>(entry + 12);
  while (count-- > 0) {
    if (load<u32>(list + 4) == length && same(load<u32>(list), ptr, length)) return true;
    list += 8;
  }
  return false;
}

export let time: f64 = 0;
let latest: f64 = Infinity;
/** Records with a later time are for JavaScript to judge. */
export function setLatest(value: f64): void {
  latest = value;
}

let bits0: u64 = 0;
let bits1: u64 = 0;
let bits2: u64 = 0;
let bits3: u64 = 0;
let missed: u32 = 0;
/** A novelty had no row for the current record: whether it is news is not known. */
let loose: bool = false;
/** The current record was screened to the end: its rows may be filled. */
let whole: bool = false;

export function bits(word: i32, half: i32): u32 {
  const w = word == 0 ? bits0 : word == 1 ? bits1 : word == 2 ? bits2 : bits3;
  return half == 0 ? <u32>w : <u32>(w >> 32);
}

/** Facets (as bits) whose row for the current record is new: JavaScript must fill it with `learn`. */
export function missing(): u32 {
  return missed;
}

/**
 * The current record has been given to these detections of the novelty: the same texts at a later time say nothing new
 * to them; with `ever`, at no time. Their bits stand in the report. A row has one time for all its detections, never earlier than what each was given.
 */
export function known(novelty: i32, ever: i32): void {
  const at = ever != 0 ? -Infinity : time;
  const r = whole ? <usize>load<u32>(noveltyRowNow + (<usize>novelty << 2)) : 0;
  if (r == 0) return;
  const a = load<u64>(report, 64);
  const b = load<u64>(report, 72);
  const c = load<u64>(report, 80);
  const d = load<u64>(report, 88);
  const before = r + 8;
  const more =
    (load<u64>(before) & ~a) == 0 && (load<u64>(before, 8) & ~b) == 0 && (load<u64>(before, 16) & ~c) == 0 && (load<u64>(before, 24) & ~d) == 0;
  const held = load<f64>(r);
  // All that is known was given again, earlier: then the earlier time holds for all.
  store<f64>(r, more ? Math.min(held == -Infinity ? Infinity : held, at) : Math.max(held, at));
  store<u64>(before, load<u64>(before) | a);
  store<u64>(before, load<u64>(before, 8) | b, 8);
  store<u64>(before, load<u64>(before, 16) | c, 16);
  store<u64>(before, load<u64>(before, 24) | d, 24);
}

/** After a record was walked: true where nothing needs to look at it. */
export function screened(): bool {
  missed = 0;
  bits0 = all0;
  bits1 = all1;
  bits2 = all2;
  bits3 = all3;
  whole = false;
  loose = false;
  for (let i = 0; i < requiredCount; i++) if (!fits(required + (<usize>i << 4))) return false;
  time = recordTime();
  if (isNaN(time) || time > latest) return false;
  whole = true;
  for (let f = 0; f < facetCount; f++) {
    const at = <usize>f << 2;
    store<u32>(facetRowNow + at, 0);
    if (load<i32>(facetOff + at) != 0) continue;
    const asked = load<u32>(facetAsked + at) + 1;
    store<u32>(facetAsked + at, asked);
    if ((asked & 8191) == 0) {
      // Of the last 8192 records more than one in twenty had texts never seen together, the beginning set aside.
      const misses = load<u32>(facetMissed + at);
      store<u32>(facetMissed + at, 0);
      if (asked > 8192 && misses > 410) {
        giveUp(f);
        continue;
      }
    }
    const r = row(facetSlots + <usize>f * TUPLE, load<u32>(facetRows + at), load<u32>(facetTable + at), facetUsed + at, FACET_ROWS, <u32>FACET_ROWS * 2, true);
    if (r == 0) continue;
    if (fresh) {
      store<u32>(facetRowNow + at, <u32>r);
      for (let w = 0; w < WORDS; w++) store<u64>(r + (<usize>w << 3), <u64>-1);
      missed |= (<u32>1) << <u32>f;
      const miss = load<u32>(facetMissed + at) + 1;
      store<u32>(facetMissed + at, miss);
      continue;
    }
    bits0 &= load<u64>(r);
    bits1 &= load<u64>(r, 8);
    bits2 &= load<u64>(r, 16);
    bits3 &= load<u64>(r, 24);
    // Every rule is ruled out: what the other facets say no longer matters.
    if ((bits0 | bits1 | bits2 | bits3) == 0 && missed == 0) break;
  }
  let open = (bits0 | bits1 | bits2 | bits3) != 0;
  if (open) {
    for (let n = 0; n < noveltyCount; n++) {
      const at = <usize>n << 2;
      store<u32>(noveltyRowNow + at, 0);
      const rules = noveltyRules + (<usize>n << 5);
      if (((bits0 & load<u64>(rules)) | (bits1 & load<u64>(rules, 8)) | (bits2 & load<u64>(rules, 16)) | (bits3 & load<u64>(rules, 24))) == 0) continue;
      const r = row(noveltySlots + <usize>n * TUPLE, load<u32>(noveltyRows + at), load<u32>(noveltyTable + at), noveltyUsed + at, NOVELTY_ROWS, 1 << NOVELTY_BITS, false);
      if (r == 0) {
        loose = true;
        if (load<i32>(noveltyUsed + at) >= NOVELTY_ROWS) setFull();
        continue;
      }
      store<u32>(noveltyRowNow + at, <u32>r);
      const seen = r + 8;
      if (fresh) {
        store<f64>(r, -Infinity);
        store<u64>(seen, 0);
        store<u64>(seen, 0, 8);
        store<u64>(seen, 0, 16);
        store<u64>(seen, 0, 24);
        continue;
      }
      // At an equal time the smaller id counts as first, which is for JavaScript to see.
      if (time > load<f64>(r)) {
        bits0 &= ~load<u64>(seen);
        bits1 &= ~load<u64>(seen, 8);
        bits2 &= ~load<u64>(seen, 16);
        bits3 &= ~load<u64>(seen, 24);
      }
    }
    open = (bits0 | bits1 | bits2 | bits3) != 0;
  }
  if (open || missed != 0) return false;
  return true;
}

/** Writes down what JavaScript wants to know of the current record. */
export function writeReport(): void {
  store<u64>(report, bits0);
  store<u64>(report, bits1, 8);
  store<u64>(report, bits2, 16);
  store<u64>(report, bits3, 24);
  store<u32>(report, missed, 32);
  store<u32>(report, epoch, 36);
  store<f64>(report, time, 40);
  store<u32>(report, whole ? 1 : 0, 48);
  store<u32>(report, loose ? 1 : 0, 52);
}
