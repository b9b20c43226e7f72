// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Correlation } from '../types.ts';
import { type Codec, draftSchema } from './codec.ts';
import { type Element, groupKey, shown, tupleKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Draft } from './hits.ts';
import type { Stage, StageSetup } from './stage.ts';

interface Seen<P> {
  first: number;
  last: number;
  hit: Draft<P> | undefined;
}

interface FirstSeenGroup<P> extends Group {
  first: number;
  readonly values: Map<string, Seen<P>>;
  /** The newest instant that brought new values, and how many: they do not know each other. */
  newest: number;
  atNewest: number;
}

const day = 86_400_000;
/** Counting the values older than a late one looks at each of them; above this all are taken to be older. */
const longestScan = 1_000;
const shownKnown = 19;

const savedSchema = z.array(
  z.object({
    key: z.string(),
    parts: z.array(z.string()),
    first: z.number(),
    values: z.array(z.object({ value: z.string(), first: z.number(), last: z.number(), hit: draftSchema.optional() })),
  }),
);

/**
 * Our `first_seen`: a value whose first sighting is at least `learning` after the group's first element and later than
 * that of at least `known` other values. A function of the set of sightings alone. Sightings of the same value within
 * 24 hours are counted in the hit. `timespan` says how long after its last sighting a snapshot remembers a value.
 */
export class FirstSeenStage<P> implements Stage<P> {
  held = 0;
  /** Values given up within groups that had too many. */
  evicted = 0;
  readonly #setup: StageSetup<P>;
  readonly #rule: Extract<Correlation, { type: 'first_seen' }>;
  readonly #groups = new Groups<FirstSeenGroup<P>>();
  readonly #mostValues: number;
  /** Values with an open hit, oldest first. */
  #open: Seen<P>[] = [];
  /** How many at the front of `#open` are closed. */
  #closed = 0;

  /** @param mostValues - distinct values a group may have before it forgets those not seen for longest. */
  constructor(setup: StageSetup<P>, rule: Extract<Correlation, { type: 'first_seen' }>, mostValues: number) {
    this.#setup = setup;
    this.#rule = rule;
    this.#mostValues = mostValues;
  }

  apply(batch: readonly Element<P>[], late: boolean): void {
    for (const element of batch) {
      const use = this.#setup.plan.uses.get(element.rule);
      const key = use === undefined ? undefined : groupKey(element.fields, use.group);
      const value = use === undefined ? undefined : tupleKey(element.fields, use.value);
      if (use === undefined || key === undefined || value === undefined) continue;
      let group = this.#groups.get(key);
      if (group === undefined) {
        const parts = use.group.length === 0 ? [] : key.split('\0');
        group = { key, parts, first: element.time, values: new Map(), newest: Number.NEGATIVE_INFINITY, atNewest: 0 };
        this.#groups.add(group);
        this.held += 1;
      }
      this.#groups.touch(group);
      if (element.time < group.first) group.first = element.time;
      const seen = group.values.get(value);
      if (seen === undefined) this.#learn(group, value, element, late);
      else this.#again(seen, element, late);
    }
  }

  expire(mark: number): void {
    for (let seen = this.#open[this.#closed]; seen !== undefined; seen = this.#open[this.#closed]) {
      if (seen.hit !== undefined && seen.hit.firstTime + day >= mark) break;
      this.#close(seen);
    }
  }

  shed(count: number): number {
    let gone = 0;
    // An open hit that is let go has been reported and only stops growing, so these go first where they are most.
    const surplus = 2 * (this.#open.length - this.#closed) - this.held;
    for (let seen = this.#open[this.#closed]; seen !== undefined && gone < Math.min(count, surplus); gone++) {
      this.#close(seen);
      seen = this.#open[this.#closed];
    }
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      this.#groups.remove(group);
      this.held -= group.values.size + 1;
      gone += group.values.size + 1;
    }
    return gone;
  }

  save(codec: Codec<P>, mark: number): z.infer<typeof savedSchema> {
    const oldest = mark - this.#rule.timespan;
    for (const group of [...this.#groups.values()]) {
      for (const [value, seen] of group.values) if (seen.last < oldest) this.#forget(group, value);
      if (group.values.size > 0) continue;
      this.#groups.remove(group);
      this.held -= 1;
    }
    return Array.from(this.#groups.values(), (group) => ({
      key: group.key,
      parts: [...group.parts],
      first: group.first,
      values: Array.from(group.values, ([value, { first, last, hit }]) => ({
        value,
        first,
        last,
        ...(hit === undefined ? {} : { hit: codec.draft(hit) }),
      })),
    }));
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    this.#open = [];
    this.#closed = 0;
    this.held = 0;
    for (const { key, parts, first, values } of savedSchema.parse(data)) {
      if (this.#groups.get(key) !== undefined) continue;
      const group: FirstSeenGroup<P> = {
        key,
        parts,
        first,
        values: new Map(),
        newest: Number.NEGATIVE_INFINITY,
        atNewest: 0,
      };
      for (const saved of values) {
        const hit = saved.hit === undefined ? undefined : codec.readDraft(saved.hit);
        const seen: Seen<P> = { first: saved.first, last: saved.last, hit };
        group.values.set(saved.value, seen);
        if (hit !== undefined) this.#open.push(seen);
      }
      this.#groups.add(group);
      this.held += group.values.size + 1;
    }
    this.#open.sort((a, b) => a.first - b.first);
    this.held += this.#open.length;
  }

  #again(seen: Seen<P>, element: Element<P>, late: boolean): void {
    seen.first = Math.min(seen.first, element.time);
    seen.last = Math.max(seen.last, element.time);
    const { hit } = seen;
    // A late sighting may be one that was counted before.
    if (hit === undefined || late || element.time - hit.firstTime > day) return;
    hit.count += element.events;
    hit.lastTime = element.time;
    this.#setup.hits.changed(hit);
  }

  #learn(group: FirstSeenGroup<P>, value: string, element: Element<P>, late: boolean): void {
    const { time } = element;
    let known = group.values.size;
    if (!late) known -= group.newest === time ? group.atNewest : 0;
    else if (known <= longestScan) for (const { first } of group.values.values()) known -= first < time ? 0 : 1;
    if (time >= group.newest) {
      group.atNewest = time === group.newest ? group.atNewest + 1 : 1;
      group.newest = time;
    }
    const seen: Seen<P> = { first: time, last: time, hit: undefined };
    if (time >= group.first + this.#rule.learning && known >= this.#rule.known) {
      const { hits, plan } = this.#setup;
      const hit = hits.open(plan, group.parts, element, time);
      hits.add(hit, element, false);
      hit.values = [shown(value)];
      let looked = 0;
      for (const [other, { first }] of group.values) {
        if (hit.values.length > shownKnown || ++looked > longestScan) break;
        if (first < time) hit.values.push(shown(other));
      }
      hits.changed(hit);
      seen.hit = hit;
      this.#open.push(seen);
      this.held += 1;
    }
    group.values.set(value, seen);
    this.held += 1;
    if (group.values.size > this.#mostValues) this.#shrink(group);
  }

  /** Forgets the quarter of a group's values that were not seen for longest. */
  #shrink(group: FirstSeenGroup<P>): void {
    const byAge = [...group.values].sort(([, a], [, b]) => a.last - b.last);
    for (const [value] of byAge.slice(0, Math.ceil(byAge.length / 4))) {
      this.#forget(group, value);
      this.evicted += 1;
    }
  }

  #forget(group: FirstSeenGroup<P>, value: string): void {
    group.values.delete(value);
    this.held -= 1;
  }

  /** Closes the oldest open hit. */
  #close(seen: Seen<P>): void {
    seen.hit = undefined;
    this.held -= 1;
    this.#closed += 1;
    if (this.#closed * 2 < this.#open.length) return;
    this.#open.splice(0, this.#closed);
    this.#closed = 0;
  }
}
