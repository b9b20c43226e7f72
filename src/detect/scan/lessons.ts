// SPDX-License-Identifier: Apache-2.0
// What is learnt from records that were looked at: which units the texts of a facet rule out, and what is no news any more.
import type { Event } from '../../model/event.ts';
import { eventTest } from '../event-field.ts';
import { type Answers, canDecide, decidedLeaves, leavesOf, no, RecordAnswers, truthOf, yes } from '../kleene.ts';
import type { CompiledRule } from '../source-rules.ts';
import { decidedBy } from './facet.ts';
import type { Exports } from './instance.ts';
import type { Laid } from './lay-plan.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';

/** What a facet says of units: the leaves of conditions that it decides, and the units that it can rule out. */
interface Judge {
  readonly decided: Uint8Array;
  readonly able: readonly number[];
  /** Decided leaves that the conditions of these units hold. */
  readonly leaves: readonly number[];
  /** Rows by what the leaves said: texts are many, what rules make of them is not. */
  readonly rows: Map<number, Uint32Array>;
  /** How many rows were asked for. */
  asked: number;
}

/** Answers that a number can hold as its bits; of a facet with more, no rows are kept. */
const mostLeaves = 50;
const mostRows = 4096;
/** Rows that are worked out one by one: conditions stop early, while what they would say asks for every leaf. */
const fewRows = 64;

export interface Lessons {
  /** Fills the rows of new texts from the record's own texts; false where they do not tell. */
  ofReading(reading: Reading, answers: Answers): boolean;
  /** The same of a record that was parsed. */
  ofEvent(event: Event): void;
  /** Later events with the same texts say nothing new to these rules; with `ever`, no event does. */
  news(fed: readonly CompiledRule[], ever?: boolean): void;
}

/** Makes what writes lessons into the scanner's tables. `report` is where its report lies, as a 32-bit index. */
export function createLessons(plan: Plan, laid: Laid, wasm: Exports, numbers: Int32Array, report: number): Lessons {
  const { conditions } = laid;
  /** Scratch of `news`: the bits of each novelty, and those that have any. */
  const bits = new Int32Array(plan.novelties.length * 8);
  const touched: number[] = [];
  const judges: (Judge | undefined)[] = [];
  const ofEvents = new RecordAnswers<Event>(conditions, eventTest);

  /** Made when the first new texts of the facet come. */
  function judgeOf(facet: number): Judge | undefined {
    const it = plan.facets[facet];
    if (judges[facet] !== undefined || it === undefined) return judges[facet];
    const decided = decidedLeaves(conditions, decidedBy(plan.source, it));
    const able = [...conditions.nodes.keys()].filter((unit) => {
      const node = conditions.nodes[unit];
      return node !== undefined && canDecide(node, decided);
    });
    const used = new Set<number>();
    for (const unit of able) for (const leaf of leavesOf(conditions.nodes[unit])) used.add(leaf);
    judges[facet] = {
      decided,
      able,
      leaves: [...used].filter((leaf) => decided[leaf] === 1),
      rows: new Map(),
      asked: 0,
    };
    return judges[facet];
  }

  /** The novelty that settles a rule, and its bit. */
  const noveltyOf = new Map<number, { readonly place: number; readonly word: number; readonly bit: number }>();
  for (const [place, { rules }] of plan.novelties.entries()) {
    for (const { index } of rules) {
      const unit = laid.bit.get(index) ?? 0;
      noveltyOf.set(index, { place, word: unit >> 5, bit: 1 << (unit & 31) });
    }
  }

  /** What the facet makes of a record: the units that it does not rule out. */
  function rowOf(judge: Judge, answers: Answers): Uint32Array {
    const { decided, able, leaves, rows } = judge;
    const keeps = judge.asked++ >= fewRows && leaves.length <= mostLeaves;
    let said = 0;
    if (keeps) for (const leaf of leaves) said = said * 2 + (answers.of(leaf) === yes ? 1 : 0);
    const known = keeps ? rows.get(said) : undefined;
    if (known !== undefined) return known;
    const row = laid.full.slice();
    if (keeps && rows.size < mostRows) rows.set(said, row);
    for (const unit of able) {
      const node = conditions.nodes[unit];
      if (node === undefined || truthOf(node, answers, decided) !== no) continue;
      row[unit >> 5] = (row[unit >> 5] ?? 0) & ~(1 << (unit & 31));
    }
    return row;
  }

  function learnRow(facet: number, row: Uint32Array): void {
    for (let word = 0; word < 4; word++) wasm.learn(facet, word, row[word * 2] ?? 0, row[word * 2 + 1] ?? 0);
  }

  return {
    ofReading(reading, answers) {
      const missing = numbers[report + 8] ?? 0;
      for (let facet = 0; missing >>> facet !== 0; facet++) {
        const judge = (missing & (1 << facet)) === 0 ? undefined : judgeOf(facet);
        if (judge === undefined) continue;
        const row = rowOf(judge, answers);
        if (reading.failed) return false;
        learnRow(facet, row);
      }
      return true;
    },
    ofEvent(event) {
      const missing = wasm.missing();
      const answers = ofEvents.begin(event);
      for (const facet of plan.facets.keys()) {
        const judge = (missing & (1 << facet)) === 0 ? undefined : judgeOf(facet);
        if (judge !== undefined) learnRow(facet, rowOf(judge, answers));
      }
    },
    news(fed, ever = false) {
      touched.length = 0;
      for (const { index } of fed) {
        const known = noveltyOf.get(index);
        if (known === undefined) continue;
        if (!touched.includes(known.place)) touched.push(known.place);
        const at = known.place * 8 + known.word;
        bits[at] = (bits[at] ?? 0) | known.bit;
      }
      for (const place of touched) {
        for (let word = 0; word < 8; word++) {
          numbers[report + 16 + word] = bits[place * 8 + word] ?? 0;
          bits[place * 8 + word] = 0;
        }
        wasm.known(laid.novelties[place] ?? 0, ever ? 1 : 0);
      }
    },
  };
}
