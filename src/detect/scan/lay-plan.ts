// SPDX-License-Identifier: Apache-2.0
// Writes a plan into the scanner's memory: the paths as slots, what facets and first times rest on, the source's shape.
import type { Engine } from '../engine.ts';
import { type Conditions, takeApart } from '../kleene.ts';
import type { CompiledRule } from '../source-rules.ts';
import { type Part, readPart } from './facet.ts';
import { glancedPaths } from './glance.ts';
import { type Exports, seed } from './instance.ts';
import { layTrie } from './key-trie.ts';
import type { Plan } from './plan.ts';

/** Slots that the scanner has room for. */
const mostSlots = 120;

export interface Laid {
  /** Paths of a record, and parts of them, with their slots. */
  readonly slots: ReadonlyMap<Part, number>;
  /** All fields that rules read have slots: records may be glanced at. */
  readonly glances: boolean;
  /** The scanner's number of each novelty of the plan. */
  readonly novelties: readonly number[];
  /** Index of a rule to the bit of its last unit, the only one where a novelty settles it. */
  readonly bit: ReadonlyMap<number, number>;
  /** The conditions of the units. */
  readonly conditions: Conditions;
  /** A bit for each unit. */
  readonly full: Uint32Array;
}

/** Lays a plan down. @param engine - as for the scanner */
export function layPlan(wasm: Exports, plan: Plan, engine: Engine | undefined): Laid {
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
  const needed = [
    ...[...tupled].map((part) => readPart(part).path),
    ...plan.required.map((it) => it.path),
    ...plan.time,
  ];
  const rules = [...new Set(plan.units.map(({ rule }) => rule))];
  const more = engine === undefined ? [] : glancedPaths(plan.source, rules, engine);
  const conditional = [...tupled].filter((part) => readPart(part).holding !== undefined).length;
  const glances = more.length > 0 && new Set([...needed, ...more]).size + conditional <= mostSlots;
  const paths = [...new Set([...needed, ...(glances ? more : [])])];
  const slots = new Map<Part, number>(paths.map((path) => [path, wasm.addSlot(tupled.has(path) ? 0 : 1)]));
  const slot = (part: Part): number => slots.get(part) ?? -1;
  for (const part of tupled) {
    const { path, holding, only } = readPart(part);
    if (holding === undefined) continue;
    const text = bytes(holding);
    slots.set(part, wasm.addConditionalSlot(slot(path), text.ptr, text.length, only ? 1 : 0));
  }
  layTrie(
    wasm,
    { bytes, words },
    rootId,
    paths.map((path) => [path, slot(path)]),
  );

  plan.facets.forEach((facet) => {
    const id = wasm.addFacet();
    for (const part of facet.parts) wasm.addFacetSlot(id, slot(part));
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
  const novelties = plan.novelties.map(({ rules: settled, parts }) => {
    const id = wasm.addNovelty();
    for (const part of parts) wasm.addNoveltySlot(id, slot(part));
    const mask = maskOf(settled);
    for (let word = 0; word < 4; word++) wasm.setNoveltyRules(id, word, mask[word * 2] ?? 0, mask[word * 2 + 1] ?? 0);
    return id;
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
  wasm.setLatest(engine?.options.notAfter ?? Number.POSITIVE_INFINITY);
  seed(wasm);
  wasm.ready();
  const conditions = takeApart(plan.units.map(({ condition }) => condition));
  return { slots, glances, novelties, bit, conditions, full };
}
