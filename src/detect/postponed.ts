// SPDX-License-Identifier: Apache-2.0
// Events that met a rule which only correlations wait for, kept as the place they stood at. Most of them can never become
// part of a finding; the others are read again when all is known. docs/decisions/0009 explains it.
import { Outlook, type OutlookUse, ruleKey } from '../sigma/sigma.ts';
import { Column } from './column.ts';
import type { RuleSet } from './rule-set.ts';
import type { CompiledRule } from './source-rules.ts';

/** Where the bytes of a record are. `input` is the number that the reader knows its input by. */
export interface Place {
  readonly input: number;
  /** Byte position and length. */
  readonly offset: number;
  readonly length: number;
  /** 1-based. */
  readonly line: number;
  /** Of the record's bytes, by which another record in the same place is told; see `hashOfRecord` in run/reread.ts. */
  readonly hash: number;
}

/** A record to be read again, with the detections that it met. */
export interface Due {
  readonly place: Place;
  readonly rules: readonly CompiledRule[];
}

const nowhere: Place = { input: -1, offset: 0, length: 0, line: 0, hash: 0 };

function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) | 0;
}

/** What was put off. It is filled record by record: {@link Postponed.meet}, {@link Postponed.add} for each rule, {@link Postponed.close}. */
export class Postponed {
  readonly outlook: Outlook;
  readonly #rules = new Map<number, CompiledRule>();
  readonly #uses = new Map<number, readonly OutlookUse[]>();
  // One entry a record.
  readonly #inputs = new Column(Int32Array);
  readonly #offsets = new Column(Float64Array);
  readonly #lengths = new Column(Int32Array);
  readonly #lines = new Column(Int32Array);
  readonly #hashes = new Column(Int32Array);
  readonly #times = new Column(Float64Array);
  readonly #starts = new Column(Int32Array);
  /** For each detection of a record its index, then a group for each use of the outlook. */
  readonly #fed = new Column(Int32Array);
  /** Records by the hash of their id, open addressing: hash and number plus one. */
  #ids = new Int32Array(2048);
  #start = 0;

  constructor(rules: RuleSet) {
    const { collection } = rules;
    const resolve = (reference: string): string => {
      const rule = collection.find(reference);
      return rule === undefined ? reference : ruleKey(rule);
    };
    this.outlook = new Outlook(collection.correlations, resolve, collection.reported);
  }

  usesOf(rule: CompiledRule): readonly OutlookUse[] {
    let uses = this.#uses.get(rule.index);
    if (uses === undefined) {
      uses = this.outlook.uses(rule.key);
      this.#uses.set(rule.index, uses);
      this.#rules.set(rule.index, rule);
    }
    return uses;
  }

  /** Entries held, in numbers of four bytes. */
  get size(): number {
    return this.#fed.length + 9 * this.#inputs.length;
  }

  /**
   * Begins a record. Where one with the same id may have come before, gives that one (with the detections put off for
   * it, none if nothing is) and forgets that it was put off.
   */
  meet(id: string): Due | undefined {
    this.#start = this.#fed.length;
    const hash = hashOf(id);
    const mask = this.#ids.length / 2 - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const number = this.#ids[at * 2 + 1] ?? 0;
      if (number === 0) break;
      if (this.#ids[at * 2] !== hash) continue;
      const due = { place: this.#placeOf(number - 1), rules: this.#rulesOf(number - 1, () => true) };
      this.#inputs.set(number - 1, nowhere.input);
      return due;
    }
    this.#remember(hash, this.#inputs.length + 1);
    return undefined;
  }

  /** Counts an event of a rule in its groups; `hashOf` gives the hash of a list of fields of the outlook, 0 for none. */
  add(rule: CompiledRule, time: number, groupHashOf: (key: number) => number): void {
    const before = this.#fed.length;
    this.#fed.push(rule.index);
    let used = false;
    for (const use of this.usesOf(rule)) {
      const hash = groupHashOf(use.key);
      if (hash !== 0 && use.via < 0) used = true;
      // What no inner correlation takes in does not go on to an outer one.
      const through = use.via < 0 || (this.#fed.get(before + 1 + use.via) ?? -1) >= 0;
      this.#fed.push(hash === 0 || !through ? -1 : this.outlook.note(use, hash, time));
    }
    if (!used) this.#fed.length = before;
  }

  /** Ends a record; without a place it only counts, and is not put off. */
  close(time: number, place: Place = nowhere): void {
    this.#inputs.push(this.#fed.length === this.#start ? nowhere.input : place.input);
    this.#offsets.push(place.offset);
    this.#lengths.push(place.length);
    this.#lines.push(place.line);
    this.#hashes.push(place.hash);
    this.#times.push(time);
    this.#starts.push(this.#start);
  }

  /** What could become part of a finding, in the order in which it came. `all`: everything that was put off. */
  *due(all = false): Generator<Due> {
    if (!all) this.#spread();
    for (let number = 0; number < this.#inputs.length; number++) {
      if (this.#inputs.get(number) === nowhere.input) continue;
      const time = this.#times.get(number);
      const rules = this.#rulesOf(
        number,
        (use, group) => all || this.outlook.hopeful(use, group) || (group >= 0 && this.outlook.isOldest(use, time)),
      );
      if (rules.length > 0) yield { place: this.#placeOf(number), rules };
      this.#inputs.set(number, nowhere.input);
    }
  }

  /** Makes wanted what hopeful groups of outer correlations wait for, until nothing is added. */
  #spread(): void {
    for (let more = true; more; ) {
      more = false;
      for (let at = 0; at < this.#fed.length; ) {
        const uses = this.#uses.get(this.#fed.get(at)) ?? [];
        for (const [index, use] of uses.entries()) {
          const group = this.#fed.get(at + 1 + index);
          const inner = uses[use.via];
          if (inner === undefined || !this.outlook.hopeful(use, group)) continue;
          if (this.outlook.want(inner, this.#fed.get(at + 1 + use.via))) more = true;
        }
        at += 1 + uses.length;
      }
    }
  }

  #rulesOf(number: number, wanted: (use: OutlookUse, group: number) => boolean): readonly CompiledRule[] {
    const found: CompiledRule[] = [];
    const next = number + 1 < this.#starts.length ? this.#starts.get(number + 1) : this.#fed.length;
    if (this.#inputs.get(number) === nowhere.input) return found;
    for (let at = this.#starts.get(number); at < next; ) {
      const rule = this.#rules.get(this.#fed.get(at));
      const uses = this.#uses.get(this.#fed.get(at)) ?? [];
      const first = at + 1;
      if (rule !== undefined && uses.some((use, index) => use.via < 0 && wanted(use, this.#fed.get(first + index)))) {
        found.push(rule);
      }
      at += 1 + uses.length;
    }
    return found;
  }

  #placeOf(number: number): Place {
    return {
      input: this.#inputs.get(number),
      offset: this.#offsets.get(number),
      length: this.#lengths.get(number),
      line: this.#lines.get(number),
      hash: this.#hashes.get(number),
    };
  }

  #remember(hash: number, number: number): void {
    if (number * 4 > this.#ids.length) {
      const old = this.#ids;
      this.#ids = new Int32Array(old.length * 2);
      for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0);
    }
    this.#put(hash, number);
  }

  #put(hash: number, number: number): void {
    const mask = this.#ids.length / 2 - 1;
    let at = hash & mask;
    while (this.#ids[at * 2 + 1] !== 0) at = (at + 1) & mask;
    this.#ids[at * 2] = hash;
    this.#ids[at * 2 + 1] = number;
  }
}
