// SPDX-License-Identifier: Apache-2.0
// Runs the few rules that the screen could not rule out on a record that is not parsed. Where all that comes of it is
// something for correlations to wait for, the event is put off; all else is left to the plain way.
import type { Source } from '../../model/source.ts';
import { allInOne, expressionFields, groupHash, joinHashes } from '../../sigma/sigma.ts';
import type { Engine, Glimpse } from '../engine.ts';
import { tupleOf } from '../first-times.ts';
import { type Answers, type Conditions, no, truthOf, unknown } from '../kleene.ts';
import type { Place } from '../postponed.ts';
import type { CompiledRule } from '../source-rules.ts';
import { partsOf, readPart, usable } from './facet.ts';
import { oncePerRecord } from './once.ts';
import type { Plan } from './plan.ts';
import type { Getter, Reading } from './reading.ts';

/** A rule compiled for readings. */
interface Glanced {
  readonly rule: CompiledRule;
  /** Works out what {@link Glimpse.tuple} gives. */
  readonly tuple: (reading: Reading) => string;
  /** Hashes of the groups of the correlations that wait for it; 0 where there is none. */
  readonly groups: readonly ((reading: Reading) => number)[];
  /** The same of those that wait for these. */
  readonly onwards: readonly ((reading: Reading) => number)[];
}

const nowhere: Place = { input: -1, offset: 0, length: 0, line: 0, hash: 0 };

/** The paths of records that glances at a source need; none where nothing may be put off. */
export function glancedPaths(source: Source, rules: readonly CompiledRule[], engine: Engine): readonly string[] {
  const { postponed } = engine;
  if (postponed === undefined) return [];
  const fields = rules.flatMap((rule) => [
    ...expressionFields(rule.condition),
    ...(rule.settledBy ?? []),
    ...postponed.usesOf(rule).flatMap(({ key }) => postponed.outlook.keys[key] ?? []),
  ]);
  const parts = [...new Set(fields)].map((field) => partsOf(source, field)).filter(usable);
  return [...new Set([...source.eventId, ...parts.flat().map((part) => readPart(part).path)])];
}

/** Glances at the current record of a reading. */
export class Glance implements Glimpse {
  id = '';
  time = 0;
  place: Place = nowhere;
  fed: CompiledRule[] = [];
  /** Detections that no correlation takes from a record with these values. */
  idle: CompiledRule[] = [];
  readonly #reading: Reading;
  readonly #engine: Engine;
  readonly #conditions: Conditions;
  readonly #answers: Answers;
  readonly #units: Plan['units'];
  /** Rules whose first times the scanner follows. */
  readonly #followed: ReadonlySet<CompiledRule>;
  #sure = false;
  readonly #rules = new Map<number, Glanced>();
  readonly #tuples = new Map<string, (reading: Reading) => string>();
  readonly #hashes: ((reading: Reading) => number)[] = [];
  readonly #fieldHashes = new Map<string, (reading: Reading) => number>();

  constructor(plan: Plan, conditions: Conditions, answers: Answers, reading: Reading, engine: Engine) {
    this.#conditions = conditions;
    this.#answers = answers;
    this.#units = plan.units;
    this.#followed = new Set(plan.novelties.flatMap((it) => it.rules));
    this.#reading = reading;
    this.#engine = engine;
  }

  /**
   * Runs the rules of the units whose bits are set in `bits[at, at + 8)`; `sure` where the scanner knows, for each rule
   * that it follows, that the record is news to it. True where the record is done with: it met no rule, or only such as
   * `fed` then names. False where it has to be parsed; then nothing has happened.
   */
  look(
    bits: Int32Array,
    at: number,
    { time, place, sure }: { readonly time: number; readonly place: Place; readonly sure: boolean },
  ): boolean {
    const reading = this.#reading;
    this.#sure = sure;
    this.fed = [];
    this.idle = [];
    let met = -1;
    for (let word = 0; word < 8; word++) {
      for (let rest = bits[at + word] ?? 0; rest !== 0; rest &= rest - 1) {
        const unit = word * 32 + 31 - Math.clz32(rest & -rest);
        // Units of one rule stand side by side; one that holds is enough.
        const node = this.#conditions.nodes[unit];
        const it = this.#glanced(unit);
        if (it === undefined || node === undefined || it.rule.index === met) continue;
        if (!it.rule.reported && !it.groups.some((group) => group(reading) !== 0)) {
          // Without a group nobody takes it, whatever else the record says.
          if (it.rule.settledBy !== undefined) this.idle.push(it.rule);
          continue;
        }
        const truth = truthOf(node, this.#answers);
        if (truth === no) continue;
        // Words are looked for in the whole record.
        if (truth === unknown) return false;
        met = it.rule.index;
        if (it.rule.reported || reading.failed) return false;
        this.fed.push(it.rule);
      }
    }
    if (reading.failed) return false;
    if (this.fed.length === 0) return true;
    this.id = reading.id();
    // All that is asked for later is read now: once something was put off, the reading may not fail.
    for (const rule of this.fed) this.#prepare(rule);
    if (reading.failed) return false;
    this.time = time;
    this.place = place;
    return this.#engine.putOff(this);
  }

  isFirst(rule: CompiledRule): boolean {
    return this.#sure && this.#followed.has(rule);
  }

  tuple(rule: CompiledRule): string {
    return this.#rules.get(rule.index)?.tuple(this.#reading) ?? '';
  }

  readonly groupHash = (key: number): number => this.#hashes[key]?.(this.#reading) ?? 0;

  #prepare(rule: CompiledRule): void {
    const it = this.#rules.get(rule.index);
    if (it === undefined) return;
    if (rule.settledBy !== undefined && !this.isFirst(rule)) it.tuple(this.#reading);
    for (const group of it.onwards) group(this.#reading);
  }

  #glanced(unit: number): Glanced | undefined {
    const rule = this.#units[unit]?.rule;
    if (rule === undefined) return undefined;
    let it = this.#rules.get(rule.index);
    if (it === undefined) {
      const uses = this.#engine.postponed?.usesOf(rule) ?? [];
      it = {
        rule,
        tuple: this.#tupleOf(rule.settledBy ?? []),
        groups: [...new Set(uses.filter(({ via }) => via < 0).map(({ key }) => this.#hashOf(key)))],
        onwards: [...new Set(uses.filter(({ via }) => via >= 0).map(({ key }) => this.#hashOf(key)))],
      };
      this.#rules.set(rule.index, it);
    }
    return it;
  }

  #tupleOf(fields: readonly string[]): (reading: Reading) => string {
    const name = JSON.stringify(fields);
    let tuple = this.#tuples.get(name);
    if (tuple === undefined) {
      const getters = fields.map((field) => this.#reading.scrubbed(field));
      tuple = oncePerRecord((reading: Reading) => tupleOf(getters.map((get) => get(reading))));
      this.#tuples.set(name, tuple);
    }
    return tuple;
  }

  #hashOf(key: number): (reading: Reading) => number {
    let hash = this.#hashes[key];
    if (hash === undefined) {
      const fields = this.#engine.postponed?.outlook.keys[key] ?? [];
      const hashes = fields.map((field) => this.#hashOfField(field));
      hash = oncePerRecord((reading: Reading) => {
        let joined = allInOne;
        for (const one of hashes) joined = joinHashes(joined, one(reading));
        return joined;
      });
      this.#hashes[key] = hash;
    }
    return hash;
  }

  #hashOfField(field: string): (reading: Reading) => number {
    let hash = this.#fieldHashes.get(field);
    if (hash === undefined) {
      const get: Getter = this.#reading.scrubbed(field);
      hash = oncePerRecord((reading: Reading) => groupHash(get(reading)));
      this.#fieldHashes.set(field, hash);
    }
    return hash;
  }
}
