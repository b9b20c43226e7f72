// SPDX-License-Identifier: Apache-2.0
// The keys that lead to the fields which are wanted, as a trie, and the slots that take the texts of these fields.
import { alloc } from './memory';

// The plan's keys as a trie. An edge leads to a slot, to a child node, or both.
// edge: length u32, key u32, child i32, slot i32, route u32, next u32, place u64, rivals u64. A node has 64 buckets of edges.
const EDGE_SIZE: usize = 40;
export const MAX_NODES: i32 = 1024;
export const MAX_SLOTS: i32 = 128;
let nodes: usize = 0;
let nodeCount: i32 = 0;
export let epoch: u32 = 0;
/** Route bit of a slot that was given the text of something above its path. */
export const INDIRECT: u32 = 0x8000;

export let slotCount: i32 = 0;
export let slotPtr: usize = 0;
export let slotLen: usize = 0;
export let slotRoute: usize = 0;
export let slotEpoch: usize = 0;
export let slotId: usize = 0;
export let slotIdEpoch: usize = 0;
export let slotMode: usize = 0; // 0 interned, 1 presence only, 2 time
export let slotIds: usize = 0; // next dense id per slot
export let slotSource: usize = 0; // the slot whose text it is
export let slotNeedle: usize = 0;
export let slotNeedleLength: usize = 0;
export let slotOnly: usize = 0; // 1 = it only matters whether the text holds the characters

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

/** What JavaScript reads of a record that it has to look at: bits[4] u64, missed u32, epoch u32, time f64, whole u32, loose u32; at 64 what it answers. */
export let report: usize = 0;
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
export let below: usize = 0;
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
export function findEdge(node: i32, key: usize, length: u32): usize {
  if (length == 0) return 0;
  let edge = <usize>load<u32>(nodes + (<usize>node << 8) + (<usize>keyBucket(key, length) << 2));
  while (edge != 0) {
    if (load<u32>(edge) == length && same(load<u32>(edge + 4), key, length)) return edge;
    edge = load<u32>(edge + 20);
  }
  return 0;
}

/** Compares in steps that overlap at the end, so that no byte is left over. */
export function same(a: usize, b: usize, length: u32): bool {
  if (length >= 16) {
    const last = <usize>length - 16;
    for (let at: usize = 0; at < last; at += 16)
      if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
    return !v128.any_true(v128.xor(v128.load(a + last), v128.load(b + last)));
  }
  if (length >= 8) {
    const last = <usize>length - 8;
    return ((load<u64>(a) ^ load<u64>(b)) | (load<u64>(a + last) ^ load<u64>(b + last))) == 0;
  }
  if (length >= 4) {
    const last = <usize>length - 4;
    return ((load<u32>(a) ^ load<u32>(b)) | (load<u32>(a + last) ^ load<u32>(b + last))) == 0;
  }
  for (let at: usize = 0; at < <usize>length; at++) if (load<u8>(a + at) != load<u8>(b + at)) return false;
  return true;
}

/** How many facets and novelties ask for the text of a slot. */
let slotUsers: usize = 0;
// @ts-ignore: decorator
@inline
export function use(slot: i32, by: i32): i32 {
  const at = slotUsers + (<usize>slot << 2);
  const users = load<i32>(at) + by;
  store<i32>(at, users);
  return users;
}

/** Turns to another record: what was taken of the one before is void. */
export function nextRecord(): void {
  epoch++;
}
