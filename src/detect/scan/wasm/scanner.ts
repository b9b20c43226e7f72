// SPDX-License-Identifier: Apache-2.0
// The measured hot path, in AssemblyScript (WebAssembly with 128-bit SIMD): walks JSON records, takes the raw text of a
// few fields (slots), and looks up what is already known about those texts. It decides nothing by itself: a record is
// passed over only where every rule was ruled out before for the same texts; all else goes back to JavaScript.
// docs/decisions/0004-screen-before-parse.md explains it; a property test holds it equal to the plain engine.
//
// This file walks from record to record; the others here are, in the order in which a record meets them: keys, order and
// walk (texts of fields), time, texts (numbers for texts), tuples, facets and novelty (what is known), screen (the answer).
import { resetFacets } from './facets';
import { nextRecord } from './keys';
import { boundTexts, dropLearnt, keepPlan } from './memory';
import { resetNovelties } from './novelty';
import { initOrder } from './order';
import { screened, time, writeReport } from './screen';
import { resetTexts, TEXT_BYTES } from './texts';
import { initTuples } from './tuples';
import { end, irregular, setBounds, walkRecord } from './walk';

export { valid } from './check';
export { addFacet, addFacetSlot, isOff, learn } from './facets';
export { addConditionalSlot, addEdge, addNode, addSlot, setBelow, table } from './keys';
export { alloc, init, used } from './memory';
export { addNovelty, addNoveltySlot, setNoveltyRules } from './novelty';
export { bits, known, missing, setAll, setLatest, setRequired } from './screen';
export { isFull, setSeed } from './texts';
export { setTime } from './time';

export let minTime: f64 = Infinity;
export let maxTime: f64 = -Infinity;

/** Call once after the plan is laid down. */
export function ready(): void {
  initOrder();
  initTuples();
  keepPlan();
  reset();
  boundTexts(TEXT_BYTES);
}

/** Forgets all that was learnt about texts. The answers stay right: it is a cache. */
export function reset(): void {
  dropLearnt();
  resetTexts();
  resetFacets();
  resetNovelties();
}

export let position: usize = 0;
export let recordStart: usize = 0;
export let recordEnd: usize = 0;
export let skipped: u32 = 0;
function one(p: usize): i32 {
  nextRecord();
  const stop = walkRecord(p);
  if (irregular) return 2;
  if (stop > end) return 1;
  recordEnd = stop;
  if (screened()) return 0;
  writeReport();
  return 3;
}

function feedAhead(p: usize, limit: usize): bool {
  while (p < limit) {
    if (load<u8>(p) == 0x0a) return true;
    p++;
  }
  return false;
}

/**
 * Goes on from `position` to `limit`. Returns 0 at the end of the bytes, 1 where a record is not whole,
 * 2 where something is irregular at `position` (JavaScript takes over for it), 3 where `recordStart..recordEnd`
 * must be looked at, 4 at the end of an array. `array` is 0 for lines and 1 for elements of an array.
 */
export function run(limit: usize, array: i32): i32 {
  setBounds(limit, array);
  let p = position;
  // Loads reach past the end: what an earlier, longer fill left there must not be read as part of a record.
  for (let i: usize = 0; i < 80; i += 16) v128.store(limit + i, i8x16.splat(0x20));
  while (p < limit) {
    const c = load<u8>(p);
    if (c == 0x0a || c == 0x20 || c == 0x0d || c == 0x09 || (array == 1 && c == 0x2c)) {
      p++;
      continue;
    }
    position = p;
    if (array == 1 && c == 0x5d) {
      position = p + 1;
      return 4;
    }
    if (c != 0x7b) return 2;
    const result = one(p);
    // What looks irregular may be a record that the end of the bytes cut through.
    if (result == 2) return !last && (array == 1 || !feedAhead(p, limit)) ? 1 : 2;
    if (array == 0) {
      if (result == 1) return last ? 2 : 1;
      let rest = recordEnd;
      while (rest < end && (load<u8>(rest) == 0x20 || load<u8>(rest) == 0x0d || load<u8>(rest) == 0x09)) rest++;
      if (rest >= end && !last) return 1;
      if (rest < end && load<u8>(rest) != 0x0a) return 2;
    }
    if (result == 1) return 1;
    recordStart = p;
    p = recordEnd;
    position = p;
    if (result == 3) return 3;
    if (time < minTime) minTime = time;
    if (time > maxTime) maxTime = time;
    skipped++;
  }
  position = p;
  return 0;
}

let last: bool = false;
export function setLast(value: i32): void {
  last = value != 0;
}

export function setPosition(p: usize): void {
  position = p;
}

export function takeSkipped(): u32 {
  const n = skipped;
  skipped = 0;
  return n;
}
