// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Correlation } from '../types.ts';
import { type Codec, draftSchema, elementSchema } from './codec.ts';
import { type Element, groupKey } from './element.ts';
import { ExactSum } from './exact-sum.ts';
import { type Group, Groups } from './groups.ts';
import type { Draft } from './hits.ts';
import { measure } from './measure.ts';
import type { Use } from './plan.ts';
import { type Stage, type StageSetup, stillOpen } from './stage.ts';
import { ElementWindow } from './window.ts';

interface Bucket {
  readonly index: number;
  readonly value: number;
}

interface VolumeGroup<P> extends Group {
  bucket: number;
  value: ExactSum;
  /** Elements of the bucket, for the hit's steps and to know a late duplicate. */
  window: ElementWindow<P>;
  /** Earlier buckets within the baseline, oldest first. */
  readonly history: Bucket[];
  readonly total: ExactSum;
  last: number;
  hit: Draft<P> | undefined;
  pending: boolean;
}

const savedSchema = z.array(
  z.object({
    key: z.string(),
    parts: z.array(z.string()),
    bucket: z.number(),
    value: z.array(z.number()),
    start: z.number(),
    elements: z.array(elementSchema),
    history: z.array(z.object({ index: z.number(), value: z.number() })),
    last: z.number(),
    hit: draftSchema.optional(),
  }),
);

/**
 * Our `volume`: a bucket of `timespan` (aligned to the epoch) with at least `gte` events, or that sum of `field`, and more
 * than `factor` times the mean of the group's non-empty buckets that begin within `baseline` before it.
 */
export class VolumeStage<P> implements Stage<P> {
  held = 0;
  readonly #setup: StageSetup<P>;
  readonly #rule: Extract<Correlation, { type: 'volume' }>;
  readonly #groups = new Groups<VolumeGroup<P>>();
  readonly #touched: VolumeGroup<P>[] = [];

  constructor(setup: StageSetup<P>, rule: Extract<Correlation, { type: 'volume' }>) {
    this.#setup = setup;
    this.#rule = rule;
  }

  apply(batch: readonly Element<P>[], late: boolean): void {
    for (const element of batch) {
      const use = this.#setup.plan.uses.get(element.rule);
      const key = use === undefined ? undefined : groupKey(element.fields, use.group);
      const amount = use === undefined ? undefined : this.#amount(element, use);
      if (use === undefined || key === undefined || amount === undefined) continue;
      const bucket = Math.floor(element.time / this.#rule.timespan);
      let group = this.#groups.get(key);
      if (group === undefined) {
        group = this.#empty(key, use.group.length === 0 ? [] : key.split('\0'), bucket, element.time);
        this.#groups.add(group);
        this.held += 1;
      }
      // What a closed bucket held is no longer known one by one, so a late element may be a duplicate.
      if (bucket < group.bucket) continue;
      if (bucket > group.bucket) this.#next(group, bucket);
      if (late && group.window.size > 0) {
        if (group.window.insert(element, this.#setup.plan.uses) === undefined) {
          this.#setup.counters.duplicate += 1;
          continue;
        }
      } else group.window.push(element);
      this.held += 1;
      group.value.add(amount);
      group.last = Math.max(group.last, element.time);
      this.#groups.touch(group);
      if (!group.pending) this.#touched.push(group);
      group.pending = true;
    }
    for (const group of this.#touched) {
      group.pending = false;
      this.#evaluate(group);
    }
    this.#touched.length = 0;
  }

  expire(mark: number): void {
    const oldest = mark - this.#rule.baseline - 2 * this.#rule.timespan;
    for (let group = this.#groups.oldest; group !== undefined; group = this.#groups.oldest) {
      if (group.last >= oldest) return;
      this.#remove(group);
    }
  }

  shed(count: number): number {
    // Single elements first: sums stay right without them.
    let gone = 0;
    for (const group of this.#groups.values()) {
      while (gone < count && group.window.shift() !== undefined) gone += 1;
      if (gone >= count) break;
    }
    this.held -= gone;
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      gone += this.#remove(group);
    }
    return gone;
  }

  save(codec: Codec<P>): z.infer<typeof savedSchema> {
    return Array.from(this.#groups.values(), (group) => ({
      key: group.key,
      parts: [...group.parts],
      bucket: group.bucket,
      value: group.value.partials(),
      start: group.window.start,
      elements: group.window.values().map(codec.element),
      history: [...group.history],
      last: group.last,
      ...(group.hit === undefined ? {} : { hit: codec.draft(group.hit) }),
    }));
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    this.held = 0;
    for (const saved of savedSchema.parse(data)) {
      const group = this.#empty(saved.key, saved.parts, saved.bucket, saved.last);
      group.value = new ExactSum(saved.value);
      group.window = new ElementWindow(saved.start);
      for (const one of saved.elements) {
        const element = codec.readElement(one);
        if (element !== undefined) group.window.push(element);
      }
      for (const bucket of saved.history) {
        group.history.push(bucket);
        group.total.add(bucket.value);
      }
      group.hit = saved.hit && codec.readDraft(saved.hit);
      if (this.#groups.get(group.key) !== undefined) continue;
      this.#groups.add(group);
      this.held += group.window.size + group.history.length + 1;
    }
  }

  #amount(element: Element<P>, use: Use): number | undefined {
    return this.#rule.field === undefined ? 1 : measure(element, use);
  }

  #empty(key: string, parts: readonly string[], bucket: number, last: number): VolumeGroup<P> {
    return {
      key,
      parts,
      bucket,
      value: new ExactSum(),
      window: new ElementWindow(),
      history: [],
      total: new ExactSum(),
      last,
      hit: undefined,
      pending: false,
    };
  }

  #remove(group: VolumeGroup<P>): number {
    const size = group.window.size + group.history.length + 1;
    this.#groups.remove(group);
    this.held -= size;
    return size;
  }

  #next(group: VolumeGroup<P>, bucket: number): void {
    const { history, total, window } = group;
    const closed = { index: group.bucket, value: group.value.value() };
    history.push(closed);
    total.add(closed.value);
    const oldest = bucket * this.#rule.timespan - this.#rule.baseline;
    let gone = 0;
    for (const { index, value } of history) {
      if (index * this.#rule.timespan >= oldest) break;
      total.add(-value);
      gone += 1;
    }
    history.splice(0, gone);
    this.held += 1 - gone - window.size;
    group.bucket = bucket;
    group.value = new ExactSum();
    group.window = new ElementWindow(window.end);
  }

  #evaluate(group: VolumeGroup<P>): void {
    const { history, window } = group;
    const { hits, plan } = this.#setup;
    group.hit = stillOpen(group.hit, group.last, this.#rule.timespan);
    if (history.length < this.#rule.learning) return;
    const value = group.value.value();
    const mean = history.length === 0 ? 0 : group.total.value() / history.length;
    if (value < this.#rule.gte || value <= this.#rule.factor * mean || window.first === undefined) return;
    group.hit ??= hits.open(plan, group.parts, window.first, group.last);
    const { hit } = group;
    for (let index = Math.max(hit.counted, window.start); index < window.end; index++) {
      const element = window.at(index);
      if (element !== undefined) hits.add(hit, element, false);
    }
    hit.counted = window.end;
    hit.lastTime = group.last;
    if (value >= Number(hit.values[0] ?? 0)) hit.values = [String(value), String(Math.round(mean * 100) / 100)];
    hits.changed(hit);
  }
}
