// SPDX-License-Identifier: Apache-2.0
// Interning: each distinct text of a slot gets a small number. 0 = not known (table full), 1 = absent, 2 = present.
import {
  epoch, MAX_SLOTS, same, slotCount, slotEpoch, slotId, slotIdEpoch, slotIds, slotLen, slotMode, slotNeedle,
  slotNeedleLength, slotOnly, slotPtr, slotRoute, slotSource,
} from './keys';
import { allocTable, allocText } from './memory';

const TEXT_BITS: u32 = 19;
const MAX_TEXTS: i32 = 1 << 18;
/** Bytes of texts that are remembered; then all is forgotten and learnt anew. */
export const TEXT_BYTES: usize = 32 << 20;
let textTable: usize = 0;
// An entry: hash u64, slot u16 | route u16, length u32, id u32, then the text.
const TEXT: usize = 24;
let textCount: i32 = 0;
export let seed: u64 = 0;

export function setSeed(low: u32, high: u32): void {
  seed = (<u64>high << 32) | <u64>low;
}

function hashText(p: usize, length: u32, extra: u32): u64 {
  let h: u64 = seed ^ (<u64>extra * 0x9e3779b97f4a7c15) ^ <u64>length;
  let n: i32 = <i32>length;
  while (n >= 8) {
    h = (h ^ load<u64>(p)) * 0xff51afd7ed558ccd;
    h ^= h >> 32;
    p += 8;
    n -= 8;
  }
  let tail: u64 = 0;
  while (n > 0) {
    tail = (tail << 8) | <u64>load<u8>(p);
    p++;
    n--;
  }
  h = (h ^ tail) * 0xc4ceb9fe1a85ec53;
  return h ^ (h >> 29);
}

// @ts-ignore: decorator
@inline
export function idOf(slot: i32): u32 {
  const at = <usize>slot << 2;
  if (load<u32>(slotIdEpoch + at) == epoch) return load<u32>(slotId + at);
  const id = intern(slot);
  store<u32>(slotIdEpoch + at, epoch);
  store<u32>(slotId + at, id);
  return id;
}

let recentTexts: usize = 0; // per slot 1024 pointers to entries

// @ts-ignore: decorator
@inline
function quick(p: usize, length: u32): u32 {
  // Reads stay inside the buffer: it has a margin behind it, and a value is never at its very beginning.
  const tail = load<u64>(p + length - 8);
  const h = (load<u64>(p) ^ (tail * 0x9fb21c651e98df25) ^ <u64>length) * 0xff51afd7ed558ccd;
  return <u32>(h >> 54);
}

/** Whether a JSON text holds the characters: 0 no, 1 yes, 2 not to be told because of escapes. */
function holds(p: usize, length: u32, needle: usize, needleLength: u32): i32 {
  const stop = p + length;
  const first = load<u8>(needle);
  let hidden = 0;
  while (p < stop) {
    const c = load<u8>(p);
    if (c == 0x5c) hidden = 2;
    if (c == first && p + needleLength <= stop && same(p, needle, needleLength)) return 1;
    p++;
  }
  return hidden;
}

function intern(slot: i32): u32 {
  const at = <usize>slot << 2;
  const text = <usize>load<i32>(slotSource + at) << 2;
  if (load<u32>(slotEpoch + text) != epoch) return 1;
  if (load<i32>(slotMode + at) != 0) return 2;
  const ptr = <usize>load<u32>(slotPtr + text);
  const length = load<u32>(slotLen + text);
  const needleLength = load<u32>(slotNeedleLength + at);
  if (needleLength != 0) {
    const found = holds(ptr, length, load<u32>(slotNeedle + at), needleLength);
    if (found == 0) return 2;
    // Escapes could hide the characters: then nothing is known.
    if (load<i32>(slotOnly + at) != 0) return found == 1 ? 3 : 0;
  }
  if (length > 1024) return 0;
  const tag = (<u32>slot << 16) | load<u32>(slotRoute + text);
  // Most texts were seen a moment ago: a small table on length, head and tail answers without hashing the whole.
  const recent = recentTexts + (<usize>slot << 12) + (<usize>quick(ptr, length) << 2);
  const guess = <usize>load<u32>(recent);
  if (guess != 0 && load<u32>(guess + 8) == tag && load<u32>(guess + 12) == length && same(guess + TEXT, ptr, length))
    return load<u32>(guess + 16);
  const hash = hashText(ptr, length, tag);
  const size: u32 = 1 << TEXT_BITS;
  let i: u32 = <u32>hash & (size - 1);
  while (true) {
    const index = load<u32>(textTable + (<usize>i << 2));
    if (index == 0) break;
    // The table has the place of the entry, in steps of eight bytes.
    const entry = <usize>index << 3;
    if (load<u64>(entry) == hash && load<u32>(entry + 8) == tag && load<u32>(entry + 12) == length && same(entry + TEXT, ptr, length)) {
      store<u32>(recent, <u32>entry);
      return load<u32>(entry + 16);
    }
    i = (i + 1) & (size - 1);
  }
  const entry: usize = textCount >= MAX_TEXTS ? <usize>0 : allocText(<u32>TEXT + length);
  if (entry == 0) {
    full = true;
    return 0;
  }
  memory.copy(entry + TEXT, ptr, length);
  const id = load<u32>(slotIds + at) + 1;
  store<u32>(slotIds + at, id);
  store<u64>(entry, hash);
  store<u32>(entry + 8, tag);
  store<u32>(entry + 12, length);
  store<u32>(entry + 16, id);
  textCount++;
  store<u32>(textTable + (<usize>i << 2), <u32>(entry >> 3));
  return id;
}

let full: bool = false;
export function isFull(): bool {
  return full;
}

/** There was no room for something: what was learnt should be dropped. */
export function setFull(): void {
  full = true;
}

/** Forgets all texts. */
export function resetTexts(): void {
  full = false;
  recentTexts = allocTable(<usize>MAX_SLOTS << 12);
  textTable = allocTable((<usize>1 << TEXT_BITS) * 4);
  textCount = 0;
  for (let i = 0; i < slotCount; i++) store<u32>(slotIds + (<usize>i << 2), 2);
}
