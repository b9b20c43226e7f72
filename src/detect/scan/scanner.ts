// SPDX-License-Identifier: Apache-2.0
// Lays a plan into the scanner's memory and runs it over bytes. It only says which records need to be looked at.
import { randomBytes } from 'node:crypto';
import type { Event } from '../../model/event.ts';
import { canDecide, compileKleene } from '../kleene.ts';
import type { CompiledRule } from '../source-rules.ts';
import { decidedBy, type Facet, type Part, type Plan, readPart } from './plan.ts';
import { scannerBytes } from './scanner-bytes.ts';

interface Exports {
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
  setSeed(low: number, high: number): void;
  ready(): void;
  reset(): void;
  isFull(): number;
  missing(): number;
  bits(w: number, h: number): number;
  isOff(f: number): number;
  learn(facet: number, word: number, low: number, high: number): void;
  known(novelty: number, ...mask: readonly [number, number, number, number, number, number, number, number]): void;
  setLast(value: number): void;
  setPosition(position: number): void;
  takeSkipped(): number;
  run(limit: number, array: number): number;
}

/** Why a scan stopped: the bytes are used up, a record is not whole, something needs the plain path, the array ended. */
export type Stop = 'end' | 'partial' | 'irregular' | 'array-end';

export interface Scanner {
  /** Where bytes are put: `size` bytes at most. */
  readonly buffer: Uint8Array;
  /**
   * Scans `buffer[from, to)`. `look` is called for each record that a rule might want; it runs the plain engine and
   * returns the event with the detections it was fed to, or undefined where the record was not of the plan's source.
   * Returns the place it stopped at and how many records were passed over as clean.
   */
  scan(
    from: number,
    to: number,
    options: { readonly array: boolean; readonly last: boolean },
    look: (start: number, end: number) => { readonly event: Event; readonly fed: readonly CompiledRule[] } | undefined,
  ): { readonly at: number; readonly stop: Stop; readonly clean: number };
  /** Event times of the records passed over, in milliseconds. */
  /** Why the record that is being looked at was not passed over, and which facets turned out too varied. */
  explain(): { readonly wanted: readonly string[]; readonly unknown: number; readonly givenUp: readonly Facet[] };
  readonly span: () => { readonly first: number; readonly last: number };
}

/** Bytes that a scanner holds at once: longer records go the plain way. */
export const bufferSize = 4 << 20;

interface TrieNode {
  readonly edges: Map<string, { child?: TrieNode; slot?: number }>;
}

/** Every way a dotted path can be written as keys: `a.b.c` as a→b→c, a→b.c, a.b→c, a.b.c. */
function addPath(root: TrieNode, path: string, slot: number): void {
  const segments = path.split('.');
  const place = (node: TrieNode, from: number): void => {
    for (let to = from + 1; to <= segments.length; to++) {
      const key = segments.slice(from, to).join('.');
      let edge = node.edges.get(key);
      if (edge === undefined) {
        edge = {};
        node.edges.set(key, edge);
      }
      if (to === segments.length) edge.slot = slot;
      else {
        edge.child ??= { edges: new Map() };
        place(edge.child, to);
      }
    }
  };
  place(root, 0);
}

function slotsBelow(node: TrieNode, found = new Set<number>()): Set<number> {
  for (const edge of node.edges.values()) {
    if (edge.slot !== undefined) found.add(edge.slot);
    if (edge.child !== undefined) slotsBelow(edge.child, found);
  }
  return found;
}

function abort(): never {
  throw new TypeError('the scanner was given a plan that does not fit its memory');
}

let compiled: WebAssembly.Module | undefined;

/** Makes the scanner of a plan. One scanner serves one run; what it learns about texts it keeps from file to file. */
export function createScanner(plan: Plan): Scanner {
  compiled ??= new WebAssembly.Module(scannerBytes());
  const wasm = new WebAssembly.Instance<Exports>(compiled, { env: { abort } }).exports;
  const at = wasm.init(bufferSize);
  const encoder = new TextEncoder();
  const bytes = (text: string): { ptr: number; length: number } => {
    const data = encoder.encode(text);
    const ptr = wasm.alloc(data.length + 16);
    new Uint8Array(wasm.memory.buffer).set(data, ptr);
    return { ptr, length: data.length };
  };
  const words = (values: readonly number[]): number => {
    const ptr = wasm.alloc(values.length * 4 + 16);
    new Int32Array(wasm.memory.buffer, ptr, values.length).set(values);
    return ptr;
  };

  // A node must be there before slots are.
  const rootId = wasm.addNode();
  const tupled = new Set([...plan.facets, ...plan.novelties].flatMap((it) => it.parts));
  const paths = [
    ...new Set([
      ...[...tupled].map((part) => readPart(part).path),
      ...plan.required.map((it) => it.path),
      ...plan.time,
    ]),
  ];
  const slots = new Map<Part, number>(paths.map((path) => [path, wasm.addSlot(tupled.has(path) ? 0 : 1)]));
  const slot = (part: Part): number => slots.get(part) ?? -1;
  for (const part of tupled) {
    const { path, holding, only } = readPart(part);
    if (holding === undefined) continue;
    const text = bytes(holding);
    slots.set(part, wasm.addConditionalSlot(slot(path), text.ptr, text.length, only ? 1 : 0));
  }
  const root: TrieNode = { edges: new Map() };
  for (const path of paths) addPath(root, path, slot(path));
  let route = 0;
  const lay = (node: TrieNode, id: number): void => {
    const below = [...slotsBelow(node)];
    wasm.setBelow(id, words(below), below.length);
    // Keys as vendors nest them come first; what has no place among 64 is left to the plain way.
    const edges = [...node.edges].toSorted(([a], [b]) => a.split('.').length - b.split('.').length);
    const reach = edges.map(([, edge]) => slotsBelow({ edges: new Map([['', edge]]) }));
    edges.forEach(([key, edge], place) => {
      const rivals = [0, 0];
      reach.slice(0, 64).forEach((slotsOfOther, other) => {
        if (other !== place && reach[place]?.isDisjointFrom(slotsOfOther) === true) return;
        rivals[other >> 5] = (rivals[other >> 5] ?? 0) | (1 << (other & 31));
      });
      const text = bytes(key);
      const child = edge.child === undefined ? -1 : wasm.addNode();
      wasm.addEdge(id, text.ptr, text.length, child, edge.slot ?? -1, ++route, place, rivals[0] ?? 0, rivals[1] ?? 0);
      if (edge.child !== undefined) lay(edge.child, child);
    });
  };
  lay(root, rootId);

  const facets = plan.facets.map((facet) => {
    const id = wasm.addFacet();
    for (const part of facet.parts) wasm.addFacetSlot(id, slot(part));
    const decided = decidedBy(plan.source, facet);
    return plan.units.flatMap(({ condition }, unit) =>
      canDecide(condition, decided) ? [{ unit, truth: compileKleene(condition, decided) }] : [],
    );
  });
  const bit = new Map(plan.units.map(({ rule }, index) => [rule.index, index]));
  const maskOf = (list: readonly CompiledRule[]): Uint32Array => {
    const mask = new Uint32Array(8);
    for (const { index } of list) {
      const place = bit.get(index);
      if (place !== undefined) mask[place >> 5] = (mask[place >> 5] ?? 0) | (1 << (place & 31));
    }
    return mask;
  };
  const novelties = plan.novelties.map(({ rules, parts }) => {
    const id = wasm.addNovelty();
    for (const part of parts) wasm.addNoveltySlot(id, slot(part));
    const mask = maskOf(rules);
    for (let word = 0; word < 4; word++) wasm.setNoveltyRules(id, word, mask[word * 2] ?? 0, mask[word * 2 + 1] ?? 0);
    return { id, rules: new Set(rules.map((rule) => rule.index)) };
  });
  const full = new Uint32Array(8);
  for (let index = 0; index < plan.units.length; index++)
    full[index >> 5] = (full[index >> 5] ?? 0) | (1 << (index & 31));
  for (let word = 0; word < 4; word++) wasm.setAll(word, full[word * 2] ?? 0, full[word * 2 + 1] ?? 0);
  const values = new Map(plan.values.map((it) => [it.path, it.values]));
  const required = plan.required.flatMap(({ path, there }) => {
    const wanted = values.get(path);
    if (wanted === undefined) return [slot(path), there ? 2 : 1, 0, 0];
    const texts = wanted.map((value) => bytes(JSON.stringify(value)));
    return [slot(path), 3, words(texts.flatMap((it) => [it.ptr, it.length])), texts.length];
  });
  wasm.setRequired(words(required), required.length / 4);
  wasm.setTime(words(plan.time.map(slot)), plan.time.length);
  const random = randomBytes(8);
  wasm.setSeed(random.readUInt32LE(0), random.readUInt32LE(4));
  wasm.ready();

  function learnFacet(facet: number, able: (typeof facets)[number], event: Event): void {
    const row = full.slice();
    for (const { unit, truth } of able) {
      if (truth(event) === false) row[unit >> 5] = (row[unit >> 5] ?? 0) & ~(1 << (unit & 31));
    }
    for (let word = 0; word < 4; word++) wasm.learn(facet, word, row[word * 2] ?? 0, row[word * 2 + 1] ?? 0);
  }

  function learn(event: Event, fed: readonly CompiledRule[]): void {
    const missing = wasm.missing();
    if (missing !== 0) {
      facets.forEach((able, facet) => {
        if ((missing & (1 << facet)) !== 0) learnFacet(facet, able, event);
      });
    }
    for (const { id, rules } of novelties) {
      const given = fed.filter((rule) => rules.has(rule.index));
      if (given.length === 0) continue;
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = maskOf(given);
      wasm.known(id, a, b, c, d, e, f, g, h);
    }
  }

  const stops: readonly Stop[] = ['end', 'partial', 'irregular', 'end', 'array-end'];
  return {
    get buffer() {
      return new Uint8Array(wasm.memory.buffer, at, bufferSize);
    },
    explain() {
      const wanted = plan.units.filter(
        (_unit, index) => ((wasm.bits(index >> 6, (index >> 5) & 1) >>> (index & 31)) & 1) === 1,
      );
      return {
        wanted: [...new Set(wanted.map(({ rule }) => rule.key))],
        unknown: facets.filter((_able, facet) => (wasm.missing() & (1 << facet)) !== 0).length,
        givenUp: plan.facets.filter((_facet, index) => wasm.isOff(index) !== 0),
      };
    },
    span: () => ({ first: wasm.minTime.value, last: wasm.maxTime.value }),
    scan(from, to, { array, last }, look) {
      wasm.setPosition(at + from);
      wasm.setLast(last ? 1 : 0);
      let result = wasm.run(at + to, array ? 1 : 0);
      while (result === 3) {
        const found = look(wasm.recordStart.value - at, wasm.recordEnd.value - at);
        if (found !== undefined) learn(found.event, found.fed);
        if (wasm.isFull() !== 0) wasm.reset();
        result = wasm.run(at + to, array ? 1 : 0);
      }
      return { at: wasm.position.value - at, stop: stops[result] ?? 'irregular', clean: wasm.takeSkipped() };
    },
  };
}
