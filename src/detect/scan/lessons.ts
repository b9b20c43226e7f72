// SPDX-License-Identifier: Apache-2.0
// What is learnt from records that were looked at: which units the texts of a facet rule out, and what is no news any more.
import type { Event } from '../../model/event.ts';
import type { Expression } from '../../sigma/sigma.ts';
import { eventTest } from '../event-field.ts';
import { canDecide, compileKleene, type Truth } from '../kleene.ts';
import type { CompiledRule } from '../source-rules.ts';
import type { Exports } from './instance.ts';
import type { Laid } from './lay-plan.ts';
import { decidedBy, type Plan } from './plan.ts';
import type { Reading } from './reading.ts';
import { sharedTest } from './shared-tests.ts';

/** One unit as a facet sees it. */
type Judged<R> = readonly { readonly unit: number; readonly truth: (record: R) => Truth }[];

/** What a facet says of each unit; compiled when its first new texts come. */
interface Judge {
  readonly decided: (field: string) => boolean;
  ofEvents: Judged<Event> | undefined;
  ofReadings: Judged<Reading> | undefined;
}

export interface Lessons {
  /** Fills the rows of new texts from the record's own texts; false where they do not tell. */
  ofReading(reading: Reading): boolean;
  /** The same of a record that was parsed. */
  ofEvent(event: Event): void;
  /** Later events with the same texts say nothing new to these rules; with `ever`, no event does. */
  news(fed: readonly CompiledRule[], ever?: boolean): void;
}

/** Makes what writes lessons into the scanner's tables. `report` is where its report lies, as a 32-bit index. */
export function createLessons(plan: Plan, laid: Laid, wasm: Exports, numbers: Int32Array, report: number): Lessons {
  const judges = plan.facets.map(
    (facet): Judge => ({ decided: decidedBy(plan.source, facet), ofEvents: undefined, ofReadings: undefined }),
  );
  /** The novelty that settles a rule, and its bit. */
  const noveltyOf = new Map<number, { readonly place: number; readonly word: number; readonly bit: number }>();
  for (const [place, { rules }] of plan.novelties.entries()) {
    for (const { index } of rules) {
      const unit = laid.bit.get(index) ?? 0;
      noveltyOf.set(index, { place, word: unit >> 5, bit: 1 << (unit & 31) });
    }
  }

  function judged<R>(decided: Judge['decided'], test: (expression: Expression) => (record: R) => boolean): Judged<R> {
    return plan.units.flatMap(({ condition }, unit) =>
      canDecide(condition, decided) ? [{ unit, truth: compileKleene<R>(condition, decided, test) }] : [],
    );
  }

  /** What the facet makes of a record: the units that it does not rule out. */
  function rowOf<R>(units: Judged<R>, record: R): Uint32Array {
    const row = laid.full.slice();
    for (const { unit, truth } of units) {
      if (truth(record) === false) row[unit >> 5] = (row[unit >> 5] ?? 0) & ~(1 << (unit & 31));
    }
    return row;
  }

  function learnRow(facet: number, row: Uint32Array): void {
    for (let word = 0; word < 4; word++) wasm.learn(facet, word, row[word * 2] ?? 0, row[word * 2 + 1] ?? 0);
  }

  return {
    ofReading(reading) {
      const missing = numbers[report + 8] ?? 0;
      for (let facet = 0; missing >>> facet !== 0; facet++) {
        const judge = judges[facet];
        if (judge === undefined || (missing & (1 << facet)) === 0) continue;
        judge.ofReadings ??= judged<Reading>(judge.decided, (expression) => sharedTest(expression, reading));
        const row = rowOf(judge.ofReadings, reading);
        if (reading.failed) return false;
        learnRow(facet, row);
      }
      return true;
    },
    ofEvent(event) {
      const missing = wasm.missing();
      for (const [facet, judge] of judges.entries()) {
        if ((missing & (1 << facet)) === 0) continue;
        judge.ofEvents ??= judged<Event>(judge.decided, eventTest);
        learnRow(facet, rowOf(judge.ofEvents, event));
      }
    },
    news(fed, ever = false) {
      if (fed.length === 0) return;
      for (const [place, novelty] of laid.novelties.entries()) {
        let found = false;
        for (const { index } of fed) {
          const known = noveltyOf.get(index);
          if (known?.place !== place) continue;
          if (!found) numbers.fill(0, report + 16, report + 24);
          found = true;
          numbers[report + 16 + known.word] = (numbers[report + 16 + known.word] ?? 0) | known.bit;
        }
        if (found) wasm.known(novelty, ever ? 1 : 0);
      }
    },
  };
}
