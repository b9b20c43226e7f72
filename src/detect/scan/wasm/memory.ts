// SPDX-License-Identifier: Apache-2.0
// Memory of the scanner: a bump arena. What was learnt can be dropped as a whole.
const BUFFER: usize = 65536;
let bufferSize: usize = 0;
let arena: usize = 0;
let arenaLimit: usize = 0;

export function init(size: usize): usize {
  bufferSize = size;
  arena = BUFFER + size + 256;
  ensure(arena);
  return BUFFER;
}

function ensure(end: usize): void {
  const have = <usize>memory.size() << 16;
  if (end > have) memory.grow(<i32>((end - have + 0xffff) >> 16));
}

/** Memory as it comes, at a multiple of a cache line: fresh pages are zero, and pages nobody writes to cost nothing. */
export function alloc(size: usize): usize {
  const at = (arena + 63) & ~(<usize>63);
  arena = at + size;
  ensure(arena);
  return at;
}

/** Memory that may have been used before a reset. */
export function allocTable(size: usize): usize {
  const at = alloc(size);
  if (wasReset) memory.fill(at, 0, size);
  return at;
}
let wasReset: bool = false;

export function used(): usize {
  return arena;
}
/** Where what the plan needs ends and what is learnt begins. */
let learnt: usize = 0;

/** What was laid down so far stays; all that follows is learnt. */
export function keepPlan(): void {
  learnt = arena;
  wasReset = false;
}

/** Drops everything learnt. */
export function dropLearnt(): void {
  arena = learnt;
}

/** So many bytes may be learnt as texts beside the tables. All at once, so that the memory never moves under JavaScript's views of it; pages nobody writes to cost nothing. */
export function boundTexts(bytes: usize): void {
  wasReset = true;
  arenaLimit = arena + bytes;
  ensure(arenaLimit + 4096);
}

/** Room for a text with its entry, at a multiple of eight; 0 where there is none left. */
export function allocText(length: u32): usize {
  if (arena + length + 64 > arenaLimit) return 0;
  const at = (arena + 7) & ~(<usize>7);
  arena = at + <usize>length;
  return at;
}
