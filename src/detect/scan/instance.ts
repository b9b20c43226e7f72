// SPDX-License-Identifier: Apache-2.0
// The compiled scanner as JavaScript sees it. What each function does stands beside its source in wasm/.
import { randomBytes } from 'node:crypto';
import { scannerBytes } from './scanner-bytes.ts';

export interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly position: WebAssembly.Global;
  readonly recordStart: WebAssembly.Global;
  readonly recordEnd: WebAssembly.Global;
  readonly minTime: WebAssembly.Global;
  readonly maxTime: WebAssembly.Global;
  init(size: number): number;
  alloc(size: number): number;
  addNode(): number;
  addSlot(mode: number): number;
  addConditionalSlot(source: number, ptr: number, length: number, only: number): number;
  setBelow(node: number, ptr: number, count: number): void;
  addEdge(
    ...edge: readonly [
      node: number,
      key: number,
      length: number,
      child: number,
      slot: number,
      route: number,
      place: number,
      rivalsLow: number,
      rivalsHigh: number,
    ]
  ): void;
  addFacet(): number;
  addFacetSlot(facet: number, slot: number): void;
  addNovelty(): number;
  setNoveltyRules(novelty: number, word: number, low: number, high: number): void;
  addNoveltySlot(novelty: number, slot: number): void;
  setAll(word: number, low: number, high: number): void;
  setRequired(ptr: number, count: number): void;
  setTime(ptr: number, count: number): void;
  setLatest(time: number): void;
  setSeed(low: number, high: number): void;
  ready(): void;
  reset(): void;
  isFull(): number;
  missing(): number;
  bits(w: number, h: number): number;
  isOff(f: number): number;
  learn(facet: number, word: number, low: number, high: number): void;
  known(novelty: number, ever: number): void;
  table(which: number): number;
  valid(from: number, to: number): number;
  setLast(value: number): void;
  setPosition(position: number): void;
  takeSkipped(): number;
  run(limit: number, array: number): number;
}

function abort(): never {
  throw new TypeError('the scanner was given a plan that does not fit its memory');
}

let compiled: WebAssembly.Module | undefined;

/** A scanner with memory of its own, and a seed for its hashes that no input can know. */
export function createInstance(): Exports {
  compiled ??= new WebAssembly.Module(scannerBytes());
  return new WebAssembly.Instance<Exports>(compiled, { env: { abort } }).exports;
}

/** Gives the scanner its seed. */
export function seed(wasm: Exports): void {
  const random = randomBytes(8);
  wasm.setSeed(random.readUInt32LE(0), random.readUInt32LE(4));
}
