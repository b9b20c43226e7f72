// SPDX-License-Identifier: Apache-2.0
// Checks whether bytes are JSON to the last. The walk does not ask that of what nobody reads.

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
