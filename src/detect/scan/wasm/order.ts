// SPDX-License-Identifier: Apache-2.0
// Records of a log have the same keys in the same order, mostly. So each key remembers which one came after it, and where
// that one comes again it is known by one comparison: its end is not looked for, nor its place among the wanted keys.
import { MAX_NODES, same } from './keys';
import { alloc } from './memory';

// A step: next u32, edge u32, length u32, chain u32, node i32, a bit for each of the first 16 bytes of the key u32, then
// the key as written, with its quotes and the colon.
const STEP: usize = 64;
const TEXT: usize = 24;
const MAX_LENGTH: u32 = 40;
const MAX_STEPS: i32 = 2048;
const BUCKETS: u32 = 1024;
let steps: usize = 0;
let stepCount: i32 = 0;
let buckets: usize = 0;
/** Where each node keeps its first step. */
let firsts: usize = 0;
/** Where nothing is remembered. */
let nowhere: usize = 0;

/** Call before the first walk. */
export function initOrder(): void {
  steps = alloc(STEP * <usize>MAX_STEPS);
  buckets = alloc(<usize>BUCKETS << 2);
  firsts = alloc(<usize>MAX_NODES << 2);
  nowhere = alloc(16);
}

/** Where the first key of an object is remembered. */
// @ts-ignore: decorator
@inline
export function firstOf(node: i32): usize {
  return firsts + (<usize>node << 2);
}

// @ts-ignore: decorator
@inline
export function lengthOf(step: usize): usize {
  return <usize>load<u32>(step, 8);
}

// @ts-ignore: decorator
@inline
export function edgeOf(step: usize): usize {
  return <usize>load<u32>(step, 4);
}

/** Whether the key of the step, with its colon, stands at `p`. */
// @ts-ignore: decorator
@inline
export function isNext(step: usize, p: usize): bool {
  const head = load<u32>(step, 20);
  if ((i8x16.bitmask(i8x16.eq(v128.load(step + TEXT), v128.load(p))) & head) != head) return false;
  const length = load<u32>(step, 8);
  return length <= 16 || same(step + TEXT + 16, p + 16, length - 16);
}

/**
 * Remembers at `before` that the key at `p` follows, `length` bytes from its quote to its colon. Gives where its own
 * follower is remembered.
 */
export function remember(before: usize, node: i32, p: usize, length: u32, edge: usize): usize {
  // A blank before the colon is too rare to be remembered.
  if (length > MAX_LENGTH || load<u8>(p + length - 2) != 0x22) {
    store<u32>(nowhere, 0);
    return nowhere;
  }
  const bucket = buckets + (<usize>((length * 31 + <u32>load<u8>(p + 1) * 7 + <u32>load<u8>(p + length - 3) * 131 + <u32>node * 17) & (BUCKETS - 1)) << 2);
  let step = <usize>load<u32>(bucket);
  while (step != 0) {
    if (load<i32>(step, 16) == node && load<u32>(step, 8) == length && same(step + TEXT, p, length)) break;
    step = <usize>load<u32>(step, 12);
  }
  if (step == 0) {
    if (stepCount >= MAX_STEPS) {
      store<u32>(nowhere, 0);
      return nowhere;
    }
    step = steps + <usize>stepCount * STEP;
    stepCount++;
    store<u32>(step, <u32>edge, 4);
    store<u32>(step, length, 8);
    store<u32>(step, load<u32>(bucket), 12);
    store<i32>(step, node, 16);
    store<u32>(step, length >= 16 ? 0xffff : (1 << length) - 1, 20);
    memory.copy(step + TEXT, p, length);
    store<u32>(bucket, <u32>step);
  }
  store<u32>(before, <u32>step);
  return step;
}
