// SPDX-License-Identifier: Apache-2.0
// The measured hot path, in AssemblyScript (WebAssembly with 128-bit SIMD): walks JSON records, takes the raw text of a
// few fields (slots), and looks up what is already known about those texts. It decides nothing by itself: a record is
// passed over only where every rule was ruled out before for the same texts; all else goes back to JavaScript.
// docs/decisions/0004-screen-before-parse.md explains it; a property test holds it equal to the plain engine.

// ---- memory: a bump arena; `reset` drops everything learnt, `init` everything.
const BUFFER: usize = 65536;
let bufferSize: usize = 0;
let arena: usize = 0;
let arenaStart: usize = 0;
let arenaLimit: usize = 0;

export function init(size: usize): usize {
  bufferSize = size;
  arena = BUFFER + size + 256;
  ensure(arena);
  nodeCount = 0;
  slotCount = 0;
  facetCount = 0;
  noveltyCount = 0;
  return BUFFER;
}

function ensure(end: usize): void {
  const have = <usize>memory.size() << 16;
  if (end > have) memory.grow(<i32>((end - have + 0xffff) >> 16));
}

/** Memory as it comes: fresh pages are zero, and pages nobody writes to cost nothing. */
export function alloc(size: usize): usize {
  const at = (arena + 15) & ~(<usize>15);
  arena = at + size;
  ensure(arena);
  return at;
}

/** Memory that may have been used before a reset. */
function allocTable(size: usize): usize {
  const at = alloc(size);
  if (wasReset) memory.fill(at, 0, size);
  return at;
}
let wasReset: bool = false;

export function used(): usize {
  return arena;
}

// ---- the plan: a trie of keys. An edge leads to a slot, to a child node, or both.
// edge: length u32, key u32, child i32, slot i32, route u32, next u32, place u64, rivals u64. A node has 64 buckets of edges.
const EDGE_SIZE: usize = 40;
const MAX_NODES: i32 = 1024;
const MAX_SLOTS: i32 = 128;
let nodes: usize = 0;
let nodeCount: i32 = 0;
let epoch: u32 = 0;
/** Route bit of a slot that was given the text of something above its path. */
const INDIRECT: u32 = 0x8000;

let slotCount: i32 = 0;
let slotPtr: usize = 0;
let slotLen: usize = 0;
let slotRoute: usize = 0;
let slotEpoch: usize = 0;
let slotId: usize = 0;
let slotIdEpoch: usize = 0;
let slotMode: usize = 0; // 0 interned, 1 presence only, 2 time
let slotIds: usize = 0; // next dense id per slot
let slotSource: usize = 0; // the slot whose text it is
let slotNeedle: usize = 0;
let slotNeedleLength: usize = 0;
let slotOnly: usize = 0; // 1 = it only matters whether the text holds the characters

export function addNode(): i32 {
  if (nodeCount == 0) {
    nodes = alloc(<usize>MAX_NODES * 64 * 4 + <usize>MAX_NODES * 8);
    slotPtr = alloc(MAX_SLOTS * 4);
    slotLen = alloc(MAX_SLOTS * 4);
    slotRoute = alloc(MAX_SLOTS * 4);
    slotEpoch = alloc(MAX_SLOTS * 4);
    slotId = alloc(MAX_SLOTS * 4);
    slotIdEpoch = alloc(MAX_SLOTS * 4);
    slotMode = alloc(MAX_SLOTS * 4);
    slotIds = alloc(MAX_SLOTS * 4);
    slotUsers = alloc(MAX_SLOTS * 4);
    slotSource = alloc(MAX_SLOTS * 4);
    slotNeedle = alloc(MAX_SLOTS * 4);
    slotNeedleLength = alloc(MAX_SLOTS * 4);
    slotOnly = alloc(MAX_SLOTS * 4);
    below = alloc(<usize>MAX_NODES * 8);
    report = alloc(128);
  }
  return nodeCount++;
}

/** What JavaScript reads of a record that it has to look at: bits[4] u64, missed u32, epoch u32, time f64, whole u32; at 64 what it answers. */
let report: usize = 0;
/** Addresses of the tables that JavaScript reads texts from. */
export function table(which: i32): usize {
  if (which == 0) return report;
  if (which == 1) return slotPtr;
  if (which == 2) return slotLen;
  if (which == 3) return slotRoute;
  if (which == 4) return slotEpoch;
  if (which == 5) return slotId;
  if (which == 6) return slotIdEpoch;
  return slotMode;
}

export function addSlot(mode: i32): i32 {
  store<i32>(slotMode + (<usize>slotCount << 2), mode);
  store<i32>(slotSource + (<usize>slotCount << 2), slotCount);
  return slotCount++;
}

/** A slot with the text of another one, where it holds certain characters; all other texts of it are one. */
export function addConditionalSlot(source: i32, ptr: usize, length: u32, only: i32): i32 {
  const slot = addSlot(0);
  const at = <usize>slot << 2;
  store<i32>(slotSource + at, source);
  store<u32>(slotNeedle + at, <u32>ptr);
  store<u32>(slotNeedleLength + at, length);
  store<i32>(slotOnly + at, only);
  return slot;
}

/** Slots below a node get the text of a value that is not an object: `ptr` holds `count` slot numbers. */
let below: usize = 0;
export function setBelow(node: i32, ptr: usize, count: i32): void {
  store<u32>(below + (<usize>node << 3), <u32>ptr);
  store<i32>(below + (<usize>node << 3) + 4, count);
}

// @ts-ignore: decorator
@inline
function keyBucket(ptr: usize, length: u32): u32 {
  const first = <u32>load<u8>(ptr);
  const last = <u32>load<u8>(ptr + length - 1);
  return (length * 7 + first + last * 3) & 63;
}

/**
 * `place` is the edge's number within its node (0 to 63); `rivals` are the places of edges that can fill the same slots
 * (itself included). Two rivals in one object, a duplicate key or a flat key beside a nested one, are for JavaScript to
 * judge, and so is an edge without a place (64).
 */
export function addEdge(node: i32, key: usize, length: u32, child: i32, slot: i32, route: u32, place: i32, rivalsLow: u32, rivalsHigh: u32): void {
  const edge = alloc(EDGE_SIZE);
  store<u32>(edge, length);
  store<u32>(edge + 4, <u32>key);
  store<i32>(edge + 8, child);
  store<i32>(edge + 12, slot);
  store<u32>(edge + 16, route);
  const bucket = nodes + (<usize>node << 8) + (<usize>keyBucket(key, length) << 2);
  store<u32>(edge + 20, load<u32>(bucket));
  store<u64>(edge + 24, place < 64 ? (<u64>1) << <u64>place : 0);
  store<u64>(edge + 32, ((<u64>rivalsHigh) << 32) | <u64>rivalsLow);
  store<u32>(bucket, <u32>edge);
}

// @ts-ignore: decorator
@inline
function findEdge(node: i32, key: usize, length: u32): usize {
  if (length == 0) return 0;
  let edge = <usize>load<u32>(nodes + (<usize>node << 8) + (<usize>keyBucket(key, length) << 2));
  while (edge != 0) {
    if (load<u32>(edge) == length && same(load<u32>(edge + 4), key, length)) return edge;
    edge = load<u32>(edge + 20);
  }
  return 0;
}

function same(a: usize, b: usize, length: u32): bool {
  let n: i32 = <i32>length;
  if (n >= 8) {
    // The last eight bytes overlap what was compared before them: no byte is left over.
    while (n > 8) {
      if (load<u64>(a) != load<u64>(b)) return false;
      a += 8;
      b += 8;
      n -= 8;
    }
    const back = <usize>(8 - n);
    return load<u64>(a - back) == load<u64>(b - back);
  }
  while (n > 0) {
    if (load<u8>(a) != load<u8>(b)) return false;
    a++;
    b++;
    n--;
  }
  return true;
}

// ---- walking JSON. Positions past `end` mean that the record is not whole; 0 means that it is not regular.
let end: usize = 0;
let irregular: bool = false;
let escaped: bool = false;
/** A byte that no record may hold: a line feed where lines are records, NUL elsewhere. */
let stray: u8 = 0x0a;

// @ts-ignore: decorator
@inline
function blank(p: usize): usize {
  while (true) {
    const c = load<u8>(p);
    if (c != 0x20 && c != 0x09 && c != 0x0d && c != 0x0a) return p;
    if (p >= end) return p;
    if (c == stray) irregular = true;
    p++;
  }
}

/** From after the opening quote to the closing quote. */
function closeQuote(p: usize): usize {
  escaped = false;
  const quote = i8x16.splat(0x22);
  const slash = i8x16.splat(0x5c);
  const feed = i8x16.splat(stray);
  while (p < end) {
    const v = v128.load(p);
    const stop = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, slash)), i8x16.eq(v, feed)));
    if (stop == 0) {
      p += 16;
      continue;
    }
    p += ctz<i32>(stop);
    const c = load<u8>(p);
    if (c == 0x22) return p;
    if (c == stray) {
      irregular = true;
      return end + 1;
    }
    escaped = true;
    p += 2;
  }
  return p;
}

/** Past a string, from its opening quote; quicker than `closeQuote` where nobody asks about escapes. */
function skipContainer(p: usize): usize {
  // Works on blocks of 64 bytes: quote and backslash masks give the bytes inside strings, the rest counts brackets.
  const quote = i8x16.splat(0x22);
  const slash = i8x16.splat(0x5c);
  const open = i8x16.splat(0x7b);
  const close = i8x16.splat(0x7d);
  const fold = i8x16.splat(0x20);
  const feed = i8x16.splat(stray);
  let depth: i64 = 0;
  let inside: u64 = 0;
  let carry: u64 = 0;
  while (p < end) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    let quotes = mask(i8x16.eq(a, quote), i8x16.eq(b, quote), i8x16.eq(c, quote), i8x16.eq(d, quote));
    const slashAny = v128.or(v128.or(i8x16.eq(a, slash), i8x16.eq(b, slash)), v128.or(i8x16.eq(c, slash), i8x16.eq(d, slash)));
    if (v128.any_true(slashAny) || carry != 0) {
      const slashes = mask(i8x16.eq(a, slash), i8x16.eq(b, slash), i8x16.eq(c, slash), i8x16.eq(d, slash));
      // A character is escaped if an odd run of backslashes ends just before it.
      let rest = slashes & ~carry;
      let marked: u64 = carry;
      carry = 0;
      while (rest != 0) {
        const at = ctz<u64>(rest);
        if (at == 63) {
          carry = 1;
          break;
        }
        marked |= (<u64>1) << (at + 1);
        rest &= at >= 62 ? 0 : (~(<u64>0)) << (at + 2);
      }
      quotes &= ~marked;
    }
    let strings = quotes;
    strings ^= strings << 1;
    strings ^= strings << 2;
    strings ^= strings << 4;
    strings ^= strings << 8;
    strings ^= strings << 16;
    strings ^= strings << 32;
    strings ^= inside;
    inside = <u64>(<i64>strings >> 63);
    const fa = v128.or(a, fold);
    const fb = v128.or(b, fold);
    const fc = v128.or(c, fold);
    const fd = v128.or(d, fold);
    const opens = mask(i8x16.eq(fa, open), i8x16.eq(fb, open), i8x16.eq(fc, open), i8x16.eq(fd, open)) & ~strings;
    const closes = mask(i8x16.eq(fa, close), i8x16.eq(fb, close), i8x16.eq(fc, close), i8x16.eq(fd, close)) & ~strings;
    const shut = <i64>popcnt<u64>(closes);
    const feeds = v128.or(v128.or(i8x16.eq(a, feed), i8x16.eq(b, feed)), v128.or(i8x16.eq(c, feed), i8x16.eq(d, feed)));
    if (shut >= depth || v128.any_true(feeds)) {
      // The end, or the end of the line, may be in this block: walk its brackets one by one.
      const lineFeed = v128.any_true(feeds)
        ? mask(i8x16.eq(a, feed), i8x16.eq(b, feed), i8x16.eq(c, feed), i8x16.eq(d, feed))
        : 0;
      let both = opens | closes | lineFeed;
      while (both != 0) {
        const bit = both & (0 - both);
        if ((lineFeed & bit) != 0) {
          irregular = true;
          return end + 1;
        }
        if ((opens & bit) != 0) depth++;
        else {
          depth--;
          if (depth == 0) return p + <usize>ctz<u64>(both) + 1;
        }
        both ^= bit;
      }
    } else {
      depth += <i64>popcnt<u64>(opens) - shut;
    }
    p += 64;
  }
  return end + 1;
}

// @ts-ignore: decorator
@inline
function mask(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16)) |
    ((<u64>(<u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16))) << 32)
  );
}

// @ts-ignore: decorator
@inline
function skipValue(p: usize): usize {
  const c = load<u8>(p);
  if (c == 0x22) return closeQuote(p + 1) + 1;
  if (c == 0x7b || c == 0x5b) return skipContainer(p);
  return skipScalar(p);
}

/** Past a number or word. What it says is not checked here: nobody who needs the value takes it from here. */
function skipScalar(p: usize): usize {
  const from = p;
  while (p < end) {
    const c = load<u8>(p);
    if (c == 0x2c || c == 0x7d || c == 0x5d || c <= 0x20) break;
    if (c == 0x22 || c == 0x7b || c == 0x5b || c == 0x3a) {
      irregular = true;
      break;
    }
    p++;
  }
  if (p == from) irregular = true;
  return p;
}

// @ts-ignore: decorator
@inline
function take(slot: i32, from: usize, to: usize, route: u32): void {
  const at = <usize>slot << 2;
  if (load<u32>(slotEpoch + at) == epoch) {
    // Two values for one field (a duplicate key, or a flat key beside a nested one): JavaScript knows which one counts.
    irregular = true;
    return;
  }
  store<u32>(slotEpoch + at, epoch);
  store<u32>(slotPtr + at, <u32>from);
  store<u32>(slotLen + at, <u32>(to - from));
  store<u32>(slotRoute + at, route);
}

function walk(p: usize, node: i32): usize {
  let seen: u64 = 0;
  p = blank(p + 1);
  if (load<u8>(p) == 0x7d) return p + 1;
  while (p < end) {
    if (load<u8>(p) != 0x22) {
      irregular = true;
      return end + 1;
    }
    const key = p + 1;
    p = closeQuote(key);
    if (escaped) {
      irregular = true;
      return end + 1;
    }
    const length = <u32>(p - key);
    p = blank(p + 1);
    if (load<u8>(p) != 0x3a) {
      irregular = true;
      return end + 1;
    }
    p = blank(p + 1);
    const edge = findEdge(node, key, length);
    if (edge == 0) {
      p = skipValue(p);
    } else {
      const from = p;
      const place = load<u64>(edge + 24);
      if (place == 0 || (seen & load<u64>(edge + 32)) != 0) irregular = true;
      seen |= place;
      const child = load<i32>(edge + 8);
      const slot = load<i32>(edge + 12);
      const route = load<u32>(edge + 16);
      if (child >= 0 && load<u8>(p) == 0x7b) {
        p = walk(p, child);
        if (p > end) return p;
      } else {
        p = skipValue(p);
        if (p > end) return p;
        if (child >= 0) {
          let list = <usize>load<u32>(below + (<usize>child << 3));
          let count = load<i32>(below + (<usize>child << 3) + 4);
          while (count-- > 0) {
            take(load<i32>(list), from, p, route | INDIRECT);
            list += 4;
          }
        }
      }
      if (slot >= 0) take(slot, from, p, route);
    }
    p = blank(p);
    const c = load<u8>(p);
    if (c == 0x2c) {
      p = blank(p + 1);
      continue;
    }
    if (c == 0x7d) return p + 1;
    if (p < end) irregular = true;
    return end + 1;
  }
  return end + 1;
}

// ---- interning: each distinct text of a slot gets a small number. 0 = not known (table full), 1 = absent, 2 = present.
const TEXT_BITS: u32 = 19;
const MAX_TEXTS: i32 = 1 << 18;
/** Bytes of texts that are remembered; then all is forgotten and learnt anew. */
const TEXT_BYTES: usize = 24 << 20;
let textTable: usize = 0; // u32 indices + 1
let texts: usize = 0; // entries of 24 bytes: hash u64, slot u16 | route u16, length u32, ptr u32, id u32
let textCount: i32 = 0;
let seed: u64 = 0;

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
function idOf(slot: i32): u32 {
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
  if (guess != 0 && load<u32>(guess + 8) == tag && load<u32>(guess + 12) == length && same(load<u32>(guess + 16), ptr, length))
    return load<u32>(guess + 20);
  const hash = hashText(ptr, length, tag);
  const size: u32 = 1 << TEXT_BITS;
  let i: u32 = <u32>hash & (size - 1);
  while (true) {
    const index = load<u32>(textTable + (<usize>i << 2));
    if (index == 0) break;
    const entry = texts + <usize>(index - 1) * 28;
    if (load<u64>(entry) == hash && load<u32>(entry + 8) == tag && load<u32>(entry + 12) == length && same(load<u32>(entry + 16), ptr, length)) {
      store<u32>(recent, <u32>entry);
      return load<u32>(entry + 20);
    }
    i = (i + 1) & (size - 1);
  }
  if (textCount >= MAX_TEXTS || arena + length + 64 > arenaLimit) {
    full = true;
    return 0;
  }
  const copy = arena;
  arena += (<usize>length + 15) & ~(<usize>7);
  ensure(arena + 64);
  memory.copy(copy, ptr, length);
  const id = load<u32>(slotIds + at) + 1;
  store<u32>(slotIds + at, id);
  const entry = texts + <usize>textCount * 28;
  store<u64>(entry, hash);
  store<u32>(entry + 8, tag);
  store<u32>(entry + 12, length);
  store<u32>(entry + 16, <u32>copy);
  store<u32>(entry + 20, id);
  textCount++;
  store<u32>(textTable + (<usize>i << 2), <u32>textCount);
  return id;
}

let full: bool = false;
export function isFull(): bool {
  return full;
}

// ---- facets: what the texts of a few slots together say about every rule, as one bit a rule (0 = ruled out).
const WORDS: i32 = 4;
const MAX_FACETS: i32 = 32;
/** Bytes of a list of up to 15 slots with its count, and where what is known of a tuple of their ids begins. */
const TUPLE: usize = 64;
const VALUE: usize = 64;
const FACET_ROWS: i32 = 1 << 15;
let facetCount: i32 = 0;
let facetSlots: usize = 0; // per facet: count, slots[15]
let facetRows: usize = 0; // per facet ptr to rows: ids[16] u32, bits[4] u64
let facetTable: usize = 0; // per facet ptr to u32 table (rows + 1)
let facetUsed: usize = 0; // rows in use
let facetOff: usize = 0; // 1 = too varied to help: passes everything
let facetAsked: usize = 0;
let facetMissed: usize = 0;
let facetRowNow: usize = 0; // row of the current record, or 0
const ROW: usize = 96;

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

let slotUsers: usize = 0;
// @ts-ignore: decorator
@inline
function use(slot: i32, by: i32): i32 {
  const at = slotUsers + (<usize>slot << 2);
  const users = load<i32>(at) + by;
  store<i32>(at, users);
  return users;
}

/** A facet that is too varied to help is given up; texts that nobody else needs are no longer looked at. */
function giveUp(facet: i32): void {
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

// ---- novelty: tuples of slots that a first-seen rule already holds with an earlier time.
const MAX_NOVELTIES: i32 = 48;
const NOVELTY_BITS: u32 = 17;
const NOVELTY_ROWS: i32 = 1 << 16;
const NOVELTY_ROW: usize = 104;
let noveltyCount: i32 = 0;
let noveltySlots: usize = 0;
let noveltyRows: usize = 0; // ids[16] u32, time f64, rules[4] u64
let noveltyTable: usize = 0;
let noveltyUsed: usize = 0;
let noveltyRules: usize = 0;
let noveltyRowNow: usize = 0;

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

let learnt: usize = 0;
/** Call once after the plan is laid down. */
export function ready(): void {
  learnt = arena;
  wasReset = false;
  reset();
  wasReset = true;
  arenaLimit = arena + TEXT_BYTES;
  // All at once, so that the memory never moves under JavaScript's views of it. Pages nobody writes to cost nothing.
  ensure(arenaLimit + 4096);
}

/** Forgets all that was learnt about texts. The answers stay right: it is a cache. */
export function reset(): void {
  arena = learnt;
  full = false;
  recentTexts = allocTable(<usize>MAX_SLOTS << 12);
  textTable = allocTable((<usize>1 << TEXT_BITS) * 4);
  texts = alloc(<usize>MAX_TEXTS * 28);
  textCount = 0;
  for (let i = 0; i < slotCount; i++) store<u32>(slotIds + (<usize>i << 2), 2);
  for (let i = 0; i < facetCount; i++) {
    const at = <usize>i << 2;
    store<u32>(facetRows + at, <u32>allocTable(<usize>FACET_ROWS * ROW));
    store<u32>(facetTable + at, <u32>allocTable(<usize>FACET_ROWS * 8));
    store<i32>(facetUsed + at, 0);
  }
  for (let i = 0; i < noveltyCount; i++) {
    const at = <usize>i << 2;
    store<u32>(noveltyRows + at, <u32>alloc(<usize>NOVELTY_ROWS * NOVELTY_ROW));
    store<u32>(noveltyTable + at, <u32>allocTable((<usize>1 << NOVELTY_BITS) * 4));
    store<i32>(noveltyUsed + at, 0);
  }
}

// @ts-ignore: decorator
@inline
function hashIds(h: u64, id: u32): u64 {
  h = (h ^ <u64>id) * 0x9fb21c651e98df25;
  return h ^ (h >> 28);
}

/** Finds or claims the row of ids in a table; -1 where the table is full. New rows have `fresh` set. */
let fresh: bool = false;
function row(slots: usize, rowsAt: usize, table: usize, usedAt: usize, max: i32, size: u32, rowSize: usize): usize {
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

// ---- time: RFC 3339 in UTC, as `"2026-01-02T03:04:05.678901Z"`, quotes included. NaN = let JavaScript look.
let timeSlots: usize = 0;
let timeCount: i32 = 0;
export function setTime(ptr: usize, count: i32): void {
  timeSlots = ptr;
  timeCount = count;
}

// @ts-ignore: decorator
@inline
function digits2(p: usize): i32 {
  const a = <i32>load<u8>(p) - 48;
  const b = <i32>load<u8>(p + 1) - 48;
  return <u32>a > 9 || <u32>b > 9 ? -100000 : a * 10 + b;
}

function parseTime(p: usize, length: u32): f64 {
  if (length < 22 || load<u8>(p) != 0x22 || load<u8>(p + 5) != 0x2d || load<u8>(p + 8) != 0x2d) return NaN;
  if (load<u8>(p + 11) != 0x54 || load<u8>(p + 14) != 0x3a || load<u8>(p + 17) != 0x3a) return NaN;
  const year = digits2(p + 1) * 100 + digits2(p + 3);
  const month = digits2(p + 6);
  const day = digits2(p + 9);
  const hour = digits2(p + 12);
  const minute = digits2(p + 15);
  const second = digits2(p + 18);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 28 + (month == 2 ? 0 : 2) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    // The 31st and 29 February are rare enough to be checked by JavaScript unless plainly right.
    if (!(day == 31 && (month == 1 || month == 3 || month == 5 || month == 7 || month == 8 || month == 10 || month == 12))) return NaN;
    if (year < 1970 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  }
  let at = p + 20;
  const stop = p + length - 1;
  let ms = 0;
  if (load<u8>(at) == 0x2e) {
    at++;
    const first = at;
    let scale = 100;
    while (at < stop) {
      const d = <i32>load<u8>(at) - 48;
      if (<u32>d > 9) break;
      ms += d * scale;
      scale /= 10;
      at++;
    }
    if (at == first || at > first + 12) return NaN;
  }
  const left = <i32>(stop - at);
  if (left == 1) {
    if (load<u8>(at) != 0x5a) return NaN;
  } else if (left == 6) {
    if (load<u8>(at) != 0x2b || digits2(at + 1) != 0 || digits2(at + 4) != 0) return NaN;
  } else return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yoe = y - era * 400;
  const doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  const days = era * 146097 + doe - 719468;
  if (days <= 0) return NaN;
  return (<f64>days * 86400.0 + <f64>(hour * 3600 + minute * 60 + second)) * 1000.0 + <f64>ms;
}

// ---- one record
let time: f64 = 0;
export let minTime: f64 = Infinity;
export let maxTime: f64 = -Infinity;
let bits0: u64 = 0;
let bits1: u64 = 0;
let bits2: u64 = 0;
let bits3: u64 = 0;
let missed: u32 = 0;
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

export function learn(facet: i32, word: i32, low: u32, high: u32): void {
  const r = <usize>load<u32>(facetRowNow + (<usize>facet << 2));
  if (r != 0) store<u64>(r + VALUE + (<usize>word << 3), (<u64>high << 32) | <u64>low);
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
  const before = r + VALUE + 8;
  const more =
    (load<u64>(before) & ~a) == 0 && (load<u64>(before, 8) & ~b) == 0 && (load<u64>(before, 16) & ~c) == 0 && (load<u64>(before, 24) & ~d) == 0;
  const held = load<f64>(r + VALUE);
  // All that is known was given again, earlier: then the earlier time holds for all.
  store<f64>(r + VALUE, more ? Math.min(held == -Infinity ? Infinity : held, at) : Math.max(held, at));
  store<u64>(before, load<u64>(before) | a);
  store<u64>(before, load<u64>(before, 8) | b, 8);
  store<u64>(before, load<u64>(before, 16) | c, 16);
  store<u64>(before, load<u64>(before, 24) | d, 24);
}

/** After a record was walked: true where nothing needs to look at it. */
function screened(): bool {
  missed = 0;
  bits0 = all0;
  bits1 = all1;
  bits2 = all2;
  bits3 = all3;
  whole = false;
  for (let i = 0; i < requiredCount; i++) if (!fits(required + (<usize>i << 4))) return false;
  time = NaN;
  for (let i = 0; i < timeCount; i++) {
    const at = <usize>load<i32>(timeSlots + (<usize>i << 2)) << 2;
    if (load<u32>(slotEpoch + at) == epoch) {
      if ((load<u32>(slotRoute + at) & INDIRECT) != 0) break;
      time = parseTime(load<u32>(slotPtr + at), load<u32>(slotLen + at));
      break;
    }
  }
  if (isNaN(time)) return false;
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
    const r = row(facetSlots + <usize>f * TUPLE, load<u32>(facetRows + at), load<u32>(facetTable + at), facetUsed + at, FACET_ROWS, <u32>FACET_ROWS * 2, ROW);
    if (r == 0) continue;
    if (fresh) {
      store<u32>(facetRowNow + at, <u32>r);
      for (let w = 0; w < WORDS; w++) store<u64>(r + VALUE + (<usize>w << 3), <u64>-1);
      missed |= (<u32>1) << <u32>f;
      const miss = load<u32>(facetMissed + at) + 1;
      store<u32>(facetMissed + at, miss);
      continue;
    }
    bits0 &= load<u64>(r, 64);
    bits1 &= load<u64>(r, 72);
    bits2 &= load<u64>(r, 80);
    bits3 &= load<u64>(r, 88);
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
      const r = row(noveltySlots + <usize>n * TUPLE, load<u32>(noveltyRows + at), load<u32>(noveltyTable + at), noveltyUsed + at, NOVELTY_ROWS, 1 << NOVELTY_BITS, NOVELTY_ROW);
      if (r == 0) {
        if (load<i32>(noveltyUsed + at) >= NOVELTY_ROWS) full = true;
        continue;
      }
      store<u32>(noveltyRowNow + at, <u32>r);
      const seen = r + VALUE + 8;
      if (fresh) {
        store<f64>(r + VALUE, -Infinity);
        store<u64>(seen, 0);
        store<u64>(seen, 0, 8);
        store<u64>(seen, 0, 16);
        store<u64>(seen, 0, 24);
        continue;
      }
      // At an equal time the smaller id counts as first, which is for JavaScript to see.
      if (time > load<f64>(r + VALUE)) {
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

// ---- many records
export let position: usize = 0;
export let recordStart: usize = 0;
export let recordEnd: usize = 0;
export let skipped: u32 = 0;

function one(p: usize): i32 {
  epoch++;
  irregular = false;
  const stop = walk(p, 0);
  if (irregular) return 2;
  if (stop > end) return 1;
  recordEnd = stop;
  if (screened()) return 0;
  store<u64>(report, bits0);
  store<u64>(report, bits1, 8);
  store<u64>(report, bits2, 16);
  store<u64>(report, bits3, 24);
  store<u32>(report, missed, 32);
  store<u32>(report, epoch, 36);
  store<f64>(report, time, 40);
  store<u32>(report, whole ? 1 : 0, 48);
  return 3;
}

// ---- checking: whether the bytes are JSON to the last. The walk above does not ask that of what nobody reads.

// @ts-ignore: decorator
@inline
function space(p: usize): usize {
  while (load<u8>(p) == 0x20 || load<u8>(p) == 0x0a || load<u8>(p) == 0x0d || load<u8>(p) == 0x09) p++;
  return p;
}

function isHex(c: u8): bool {
  return (c >= 0x30 && c <= 0x39) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);
}

/** Past the string that opened before `p`; 0 where it is none. */
function checkText(p: usize, to: usize): usize {
  const quote = i8x16.splat(0x22);
  const slash = i8x16.splat(0x5c);
  const control = i8x16.splat(0x20);
  while (p < to) {
    const v = v128.load(p);
    const stop = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, slash)), i8x16.lt_u(v, control)));
    if (stop == 0) {
      p += 16;
      continue;
    }
    p += ctz<i32>(stop);
    const c = load<u8>(p);
    if (c == 0x22) return p + 1;
    if (c != 0x5c) return 0;
    const e = load<u8>(p + 1);
    if (e == 0x75) {
      if (!isHex(load<u8>(p + 2)) || !isHex(load<u8>(p + 3)) || !isHex(load<u8>(p + 4)) || !isHex(load<u8>(p + 5))) return 0;
      p += 6;
    } else {
      if (e != 0x22 && e != 0x5c && e != 0x2f && e != 0x62 && e != 0x66 && e != 0x6e && e != 0x72 && e != 0x74) return 0;
      p += 2;
    }
  }
  return 0;
}

/** Past the key at `p` and its colon; 0 where it is none. */
// @ts-ignore: decorator
@inline
function checkKey(p: usize, to: usize): usize {
  if (load<u8>(p) != 0x22) return 0;
  p = checkText(p + 1, to);
  if (p == 0) return 0;
  p = space(p);
  return load<u8>(p) == 0x3a ? p + 1 : 0;
}

// @ts-ignore: decorator
@inline
function digits(p: usize): usize {
  while (load<u8>(p) >= 0x30 && load<u8>(p) <= 0x39) p++;
  return p;
}

/** Past a number or word; 0 where it is none. */
function checkScalar(p: usize): usize {
  const c = load<u8>(p);
  if (c == 0x74) return load<u32>(p) == 0x65757274 ? p + 4 : 0;
  if (c == 0x6e) return load<u32>(p) == 0x6c6c756e ? p + 4 : 0;
  if (c == 0x66) return load<u32>(p + 1) == 0x65736c61 ? p + 5 : 0;
  if (c == 0x2d) p++;
  if (load<u8>(p) == 0x30) p++;
  else {
    const from = p;
    p = digits(p);
    if (p == from) return 0;
  }
  if (load<u8>(p) == 0x2e) {
    const from = ++p;
    p = digits(p);
    if (p == from) return 0;
  }
  if ((load<u8>(p) | 0x20) == 0x65) {
    p++;
    if (load<u8>(p) == 0x2b || load<u8>(p) == 0x2d) p++;
    const from = p;
    p = digits(p);
    if (p == from) return 0;
  }
  return p;
}

/** Whether the bytes are one JSON value, nested at most 63 deep. */
export function valid(from: usize, to: usize): bool {
  let p = space(from);
  let stack: u64 = 0; // one bit a level: 1 object, 0 array
  let depth = 0;
  while (p < to) {
    const c = load<u8>(p);
    if (c == 0x7b || c == 0x5b) {
      p = space(p + 1);
      if (load<u8>(p) == c + 2) p++;
      else {
        if (depth == 63) return false;
        depth++;
        stack = (stack << 1) | <u64>(c == 0x7b);
        if (c == 0x7b) {
          p = checkKey(p, to);
          if (p == 0) return false;
          p = space(p);
        }
        continue;
      }
    } else {
      p = c == 0x22 ? checkText(p + 1, to) : checkScalar(p);
      if (p == 0) return false;
    }
    // Behind a value: the next one, or the ends of what it is in.
    while (true) {
      if (depth == 0) return space(p) >= to && p <= to;
      p = space(p);
      if (p >= to) return false;
      const c = load<u8>(p);
      p++;
      if (c == 0x2c) {
        p = space(p);
        if ((stack & 1) != 0) {
          p = checkKey(p, to);
          if (p == 0) return false;
          p = space(p);
        }
        break;
      }
      if (c != ((stack & 1) != 0 ? 0x7d : 0x5d)) return false;
      stack >>= 1;
      depth--;
    }
  }
  return false;
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
  end = limit;
  stray = array == 0 ? 0x0a : 0x00;
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
