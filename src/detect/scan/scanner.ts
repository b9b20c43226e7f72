// SPDX-License-Identifier: Apache-2.0
// Runs a plan over bytes. It only says which records need to be looked at; what can be told from their texts is told here.
import type { Event } from '../../model/event.ts';
import { compileExpression } from '../../sigma/sigma.ts';
import type { Engine } from '../engine.ts';
import { RecordAnswers } from '../kleene.ts';
import type { Place } from '../postponed.ts';
import type { CompiledRule } from '../source-rules.ts';
import type { Facet } from './facet.ts';
import { Glance } from './glance.ts';
import { createInstance, type Exports } from './instance.ts';
import { layPlan } from './lay-plan.ts';
import { createLessons } from './lessons.ts';
import type { Plan } from './plan.ts';
import { Reading, type SlotTables } from './reading.ts';

/** Why a scan stopped: the bytes are used up, a record is not whole, something needs the plain path, the array ended. */
export type Stop = 'end' | 'partial' | 'irregular' | 'array-end';

/** What becomes of records that need not be parsed. */
export interface Glimpses {
  placeOf(start: number, end: number): Place;
  /** @param place - where events of it were put off */
  glimpsed(start: number, end: number, time: number, place: Place | undefined): void;
}

export interface Scanner {
  /** Where bytes are put: `size` bytes at most. */
  readonly buffer: Uint8Array;
  /**
   * Scans `buffer[from, to)`. `look` is called for each record that a rule might want; it runs the plain engine and
   * returns the event with the detections it was fed to, or undefined where the record was not of the plan's source.
   * Returns the place it stopped at and how many records were passed over as clean. Records that were put off are told
   * to `glimpsed` instead.
   */
  scan(
    from: number,
    to: number,
    options: { readonly array: boolean; readonly last: boolean },
    look: (start: number, end: number) => { readonly event: Event; readonly fed: readonly CompiledRule[] } | undefined,
    glimpses?: Glimpses,
  ): { readonly at: number; readonly stop: Stop; readonly clean: number };
  /** Event times of the records passed over, in milliseconds. */
  /** Why the record that is being looked at was not passed over, and which facets turned out too varied. */
  explain(): { readonly wanted: readonly string[]; readonly unknown: number; readonly givenUp: readonly Facet[] };
  readonly span: () => { readonly first: number; readonly last: number };
}

/** Bytes that a scanner holds at once: longer records go the plain way. */
export const bufferSize = 4 << 20;

/** Bytes of a record that may be glanced at. */
const longestGlimpse = 1 << 20;

/** Where the scanner's tables lie, as indexes of 32-bit numbers. */
function tablesOf(wasm: Exports, numbers: Int32Array): SlotTables {
  const place = (which: number): number => wasm.table(which) >> 2;
  return {
    bytes: Buffer.from(wasm.memory.buffer),
    numbers,
    at: {
      ptr: place(1),
      length: place(2),
      route: place(3),
      epoch: place(4),
      id: place(5),
      idEpoch: place(6),
      mode: place(7),
    },
  };
}

/**
 * Makes the scanner of a plan. One scanner serves one run; what it learns about texts it keeps from file to file.
 *
 * @param engine - puts events off, where it may; without it every record is looked at that is not passed over
 */
export function createScanner(plan: Plan, engine?: Engine): Scanner {
  const wasm = createInstance();
  const at = wasm.init(bufferSize);
  const laid = layPlan(wasm, plan, engine);
  const numbers = new Int32Array(wasm.memory.buffer);
  const floats = new Float64Array(wasm.memory.buffer);
  const report = wasm.table(0) >> 2;
  const lessons = createLessons(plan, laid, wasm, numbers, report);
  const reading =
    laid.glances && engine !== undefined
      ? new Reading(plan.source, laid.slots, tablesOf(wasm, numbers), engine.options.enrich)
      : undefined;
  const answers =
    reading === undefined
      ? undefined
      : new RecordAnswers<Reading>(laid.conditions, (expression) =>
          compileExpression<Reading>(expression, (field) => reading.field(field)),
        );
  const glance =
    reading === undefined || answers === undefined || engine === undefined
      ? undefined
      : new Glance(plan, laid.conditions, answers, reading, engine);

  /** Texts were forgotten: what looks new may have been there before. */
  let forgot = false;

  /** Whether the current record, which has to be looked at, is done with without being parsed. */
  function isGlimpsed(glimpses: Glimpses | undefined): boolean {
    if (glance === undefined || reading === undefined || answers === undefined || glimpses === undefined) return false;
    const start = wasm.recordStart.value;
    const end = wasm.recordEnd.value;
    if (numbers[report + 12] !== 1 || end - start > longestGlimpse || wasm.valid(start, end) === 0) return false;
    reading.begin(numbers[report + 9] ?? 0);
    if (!lessons.ofReading(reading, answers.begin(reading))) return false;
    const time = floats[(report + 10) >> 1] ?? 0;
    const place = glimpses.placeOf(start - at, end - at);
    const sure = !forgot && numbers[report + 13] === 0;
    if (!glance.look(numbers, report, { time, place, sure })) return false;
    lessons.news(glance.fed);
    lessons.news(glance.idle, true);
    glimpses.glimpsed(start - at, end - at, time, glance.fed.length > 0 ? place : undefined);
    return true;
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
        unknown: plan.facets.filter((_facet, index) => (wasm.missing() & (1 << index)) !== 0).length,
        givenUp: plan.facets.filter((_facet, index) => wasm.isOff(index) !== 0),
      };
    },
    span: () => ({ first: wasm.minTime.value, last: wasm.maxTime.value }),
    scan(from, to, { array, last }, look, glimpses) {
      wasm.setPosition(at + from);
      wasm.setLast(last ? 1 : 0);
      let result = wasm.run(at + to, array ? 1 : 0);
      while (result === 3) {
        if (!isGlimpsed(glimpses)) {
          const found = look(wasm.recordStart.value - at, wasm.recordEnd.value - at);
          if (found !== undefined) {
            lessons.ofEvent(found.event);
            lessons.news(found.fed);
          }
        }
        if (wasm.isFull() !== 0) {
          wasm.reset();
          forgot = true;
          reading?.forget();
        }
        result = wasm.run(at + to, array ? 1 : 0);
      }
      return { at: wasm.position.value - at, stop: stops[result] ?? 'irregular', clean: wasm.takeSkipped() };
    },
  };
}
