// SPDX-License-Identifier: Apache-2.0
// What the types with a sliding window have in common. A window holds the elements at most `timespan` before its newest.
import { z } from 'zod';
import { type Codec, draftSchema, elementSchema } from './codec.ts';
import { type Element, groupKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Draft } from './hits.ts';
import type { Use } from './plan.ts';
import { type Stage, type StageSetup, stillOpen } from './stage.ts';
import { ElementWindow } from './window.ts';

/** What a type keeps over the elements of a window, without looking at all of them again. */
export interface Aggregate<P> {
  add(element: Element<P>, use: Use, sequence: number): void;
  remove(element: Element<P>, use: Use): void;
  /** Asked once an instant, when all its elements are in and the old ones are out. */
  met(): boolean;
  /** Elements that make up the hit, from the sequence number on; by default all of the window. */
  involved?(from: number): readonly Element<P>[];
  /** The instant is over: only what is added from now on can meet the condition anew. */
  settle?(): void;
}

export interface SlidingType<P> {
  readonly create: () => Aggregate<P>;
  /** Whether the element carries what is aggregated; others are ignored. */
  readonly accepts?: (element: Element<P>, use: Use) => boolean;
  /** A value to be shown in the hit. */
  readonly value?: (element: Element<P>, use: Use) => string | undefined;
  /** Each referred rule gets a step. */
  readonly cover?: boolean;
  /** The aggregate depends on order: a late element has it made anew. */
  readonly ordered?: boolean;
}

interface SlidingGroup<P> extends Group {
  readonly window: ElementWindow<P>;
  aggregate: Aggregate<P>;
  hit: Draft<P> | undefined;
  last: number;
  pending: boolean;
  /** A late element has come between: the aggregate must be made anew. */
  stale: boolean;
}

const savedSchema = z.array(
  z.object({
    key: z.string(),
    parts: z.array(z.string()),
    start: z.number(),
    elements: z.array(elementSchema),
    hit: draftSchema.optional(),
  }),
);
/** Making an ordered aggregate anew costs as much as its window is long; above this a late element is left out. */
const longestReplay = 1_000;

export class SlidingStage<P> implements Stage<P> {
  held = 0;
  readonly #setup: StageSetup<P>;
  readonly #type: SlidingType<P>;
  readonly #timespan: number;
  readonly #groups = new Groups<SlidingGroup<P>>();
  readonly #touched: SlidingGroup<P>[] = [];
  #mark = Number.NEGATIVE_INFINITY;

  constructor(setup: StageSetup<P>, type: SlidingType<P>) {
    this.#setup = setup;
    this.#type = type;
    this.#timespan = setup.plan.rule.correlation.timespan;
  }

  apply(batch: readonly Element<P>[], late: boolean): void {
    for (const element of batch) {
      const use = this.#setup.plan.uses.get(element.rule);
      if (use === undefined || this.#type.accepts?.(element, use) === false) continue;
      if (late && element.time < this.#mark - this.#timespan) continue;
      const key = groupKey(element.fields, use.group);
      if (key === undefined) continue;
      const group = this.#groups.get(key) ?? this.#create(key, element, use);
      if (late && group.window.size > 0) {
        if (!this.#insert(group, element, use)) continue;
      } else {
        group.aggregate.add(element, use, group.window.push(element));
        group.last = element.time;
        this.held += 1;
      }
      this.#groups.touch(group);
      if (!group.pending) this.#touched.push(group);
      group.pending = true;
    }
    for (const group of this.#touched) {
      group.pending = false;
      this.#evaluate(group);
      group.aggregate.settle?.();
    }
    this.#touched.length = 0;
  }

  expire(mark: number): void {
    this.#mark = Math.max(mark, this.#mark);
    for (let group = this.#groups.oldest; group !== undefined; group = this.#groups.oldest) {
      if (group.last >= mark - this.#timespan) return;
      this.held -= group.window.size + 1;
      this.#groups.remove(group);
    }
  }

  shed(count: number): number {
    let gone = 0;
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      while (gone < count && group.window.size > 0) {
        this.#drop(group);
        gone += 1;
      }
      if (group.window.size > 0) break;
      this.#groups.remove(group);
      this.held -= 1;
      gone += 1;
    }
    return gone;
  }

  save(codec: Codec<P>): z.infer<typeof savedSchema> {
    return Array.from(this.#groups.values(), (group) => ({
      key: group.key,
      parts: [...group.parts],
      start: group.window.start,
      elements: group.window.values().map(codec.element),
      ...(group.hit === undefined ? {} : { hit: codec.draft(group.hit) }),
    }));
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    this.held = 0;
    for (const saved of savedSchema.parse(data)) {
      const group: SlidingGroup<P> = {
        key: saved.key,
        parts: saved.parts,
        window: new ElementWindow(saved.start),
        aggregate: this.#type.create(),
        hit: saved.hit === undefined ? undefined : codec.readDraft(saved.hit),
        last: Number.NEGATIVE_INFINITY,
        pending: false,
        stale: false,
      };
      for (const one of saved.elements) {
        const element = codec.readElement(one);
        const use = this.#setup.plan.uses.get(one.rule);
        if (element === undefined || use === undefined) continue;
        group.aggregate.add(element, use, group.window.push(element));
        group.last = element.time;
      }
      group.aggregate.settle?.();
      if (this.#groups.get(group.key) !== undefined) continue;
      this.held += group.window.size + 1;
      this.#groups.add(group);
    }
  }

  #create(key: string, element: Element<P>, use: Use): SlidingGroup<P> {
    const group: SlidingGroup<P> = {
      key,
      parts: use.group.length === 0 ? [] : key.split('\0'),
      window: new ElementWindow(),
      aggregate: this.#type.create(),
      hit: undefined,
      last: element.time,
      pending: false,
      stale: false,
    };
    this.held += 1;
    this.#groups.add(group);
    return group;
  }

  /** Puts a late element into its place; false where it is a duplicate or of no use any more. */
  #insert(group: SlidingGroup<P>, element: Element<P>, use: Use): boolean {
    const { window } = group;
    if (element.time < group.last - this.#timespan) return false;
    if (this.#type.ordered === true && window.size > longestReplay) return false;
    const sequence = window.insert(element, this.#setup.plan.uses);
    if (sequence === undefined) {
      this.#setup.counters.duplicate += 1;
      return false;
    }
    this.held += 1;
    group.last = Math.max(group.last, element.time);
    if (this.#type.ordered === true) group.stale = true;
    else group.aggregate.add(element, use, sequence);
    if (group.hit !== undefined && sequence < group.hit.counted) {
      group.hit.counted += 1;
      if (this.#type.ordered !== true) this.#count(group.hit, element, use);
    }
    return true;
  }

  #replay(group: SlidingGroup<P>): void {
    group.stale = false;
    group.aggregate = this.#type.create();
    for (let index = group.window.start; index < group.window.end; index++) {
      const element = group.window.at(index);
      const use = element === undefined ? undefined : this.#setup.plan.uses.get(element.rule);
      if (element !== undefined && use !== undefined) group.aggregate.add(element, use, index);
    }
  }

  #evaluate(group: SlidingGroup<P>): void {
    const { window } = group;
    while (window.first !== undefined && window.first.time < group.last - this.#timespan) this.#drop(group);
    if (group.stale) this.#replay(group);
    group.hit = stillOpen(group.hit, group.last, this.#timespan);
    if (!group.aggregate.met()) return;
    const involved = group.aggregate.involved?.(group.hit?.counted ?? window.start);
    const first = involved === undefined ? window.first : involved[0];
    if (group.hit === undefined) {
      if (first === undefined) return;
      group.hit = this.#setup.hits.open(this.#setup.plan, group.parts, first, group.last);
    }
    const { hit } = group;
    if (involved === undefined) {
      for (let index = Math.max(hit.counted, window.start); index < window.end; index++) {
        const element = window.at(index);
        if (element !== undefined) this.#count(hit, element);
      }
    } else for (const element of involved) this.#count(hit, element);
    hit.counted = window.end;
    hit.lastTime = group.last;
    this.#setup.hits.changed(hit);
  }

  #count(hit: Draft<P>, element: Element<P>, use = this.#setup.plan.uses.get(element.rule)): void {
    this.#setup.hits.add(hit, element, this.#type.cover === true);
    const value = use === undefined ? undefined : this.#type.value?.(element, use);
    if (value !== undefined) this.#setup.hits.addValue(hit, value);
  }

  #drop(group: SlidingGroup<P>): void {
    const element = group.window.shift();
    const use = element === undefined ? undefined : this.#setup.plan.uses.get(element.rule);
    if (element === undefined || use === undefined) return;
    group.aggregate.remove(element, use);
    this.held -= 1;
  }
}
