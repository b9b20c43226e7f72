// SPDX-License-Identifier: Apache-2.0
// Walks JSON records and hands the texts of wanted fields to their slots; all else is passed over, 16 and 64 bytes at a
// time. Positions past `end` mean that the record is not whole.
import { below, epoch, findEdge, INDIRECT, slotEpoch, slotLen, slotPtr, slotRoute } from './keys';
import { edgeOf, firstOf, isNext, lengthOf, remember } from './order';

export let end: usize = 0;
export let irregular: bool = false;
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

/** Past a string, from its opening quote: most end within the first 16 bytes. */
// @ts-ignore: decorator
@inline
function skipString(p: usize): usize {
  const v = v128.load(p + 1);
  const stop = i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
      i8x16.eq(v, i8x16.splat(stray)),
    ),
  );
  if (stop != 0) {
    const at = p + 1 + ctz<i32>(stop);
    if (load<u8>(at) == 0x22) return at + 1;
  }
  return closeQuote(p + 1) + 1;
}

/** Past an object or array, from its opening bracket. */
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
  if (c == 0x22) return skipString(p);
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
  let before = firstOf(node);
  p = blank(p + 1);
  if (load<u8>(p) == 0x7d) return p + 1;
  while (p < end) {
    if (load<u8>(p) != 0x22) {
      irregular = true;
      return end + 1;
    }
    let edge: usize = 0;
    const guess = <usize>load<u32>(before);
    if (guess != 0 && isNext(guess, p)) {
      edge = edgeOf(guess);
      p = blank(p + lengthOf(guess));
      before = guess;
    } else {
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
      edge = findEdge(node, key, length);
      before = remember(before, node, key - 1, <u32>(p + 2 - key), edge);
      p = blank(p + 1);
    }
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

/** The bytes end at `limit`; `array` is 0 for lines and 1 for elements of an array. */
export function setBounds(limit: usize, array: i32): void {
  end = limit;
  stray = array == 0 ? 0x0a : 0x00;
}

/** Walks the record at `p`. Past `end` where it is not whole; `irregular` tells whether the answer counts. */
export function walkRecord(p: usize): usize {
  irregular = false;
  return walk(p, 0);
}
