// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Correlation } from '../types.ts';
import { type Codec, elementSchema } from './codec.ts';
import { type Element, groupKey, shown, tupleKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Stage, StageSetup } from './stage.ts';

interface Seen {
  first: number;
  last: number;
}

interface FirstSeenGroup<P> extends Group {
  first: number;
  /** The element the group began with: what is known of it before anything new came. */
  readonly origin: Element<P> | undefined;
  readonly values: Map<string, Seen>;
  /** The newest instant that brought new values, and how many: they do not know each other. */
  newest: number;
  atNewest: number;
}

/** Counting the values older than a late one looks at each of them; above this all are taken to be older. */
const longestScan = 1_000;
const shownKnown = 19;

const savedSchema = z.array(
  z.object({
    key: z.string(),
    parts: z.array(z.string()),
    first: z.number(),
    origin: elementSchema.optional(),
    values: z.array(z.object({ value: z.string(), first: z.number(), last: z.number() })),
  }),
);

type Rule = Extract<Correlation, { type: 'first_seen' }>;

/**
 * Our `first_seen`: a value whose first sighting is at least `learning` after the group's first element and later than
 * that of at least `known` other values. A function of first times alone, so that repeated sightings cost nothing. The
 * hit holds the element that the group began with, then the new one. `timespan` says how long after its last sighting a
 * snapshot remembers a value.
 */
export class FirstSeenStage<P> implements Stage<P> {
  held = 0;
  /** Values given up within groups that had too many. */
  evicted = 0;
  readonly #setup: StageSetup<P>;
  readonly #rule: Rule;
  readonly #groups = new Groups<FirstSeenGroup<P>>();
  readonly #mostValues: number;

  /** @param mostValues - distinct values a group may have before it forgets those not seen for longest. */
  constructor(setup: StageSetup<P>, rule: Rule, mostValues: number) {
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
        group = this.#open(key, use.group.length === 0 ? [] : key.split('\0'), element.time, element);
      }
      this.#groups.touch(group);
      if (element.time < group.first) group.first = element.time;
      const seen = group.values.get(value);
      if (seen === undefined) this.#learn(group, value, element, late);
      else {
        seen.first = Math.min(seen.first, element.time);
        seen.last = Math.max(seen.last, element.time);
      }
    }
  }

  /** Hits do not grow and baselines do not end: {@link shed} bounds memory, snapshots forget what is old. */
  expire(): void {}

  shed(count: number): number {
    let gone = 0;
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      this.#groups.remove(group);
      gone += group.values.size + 1;
    }
    this.held -= gone;
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
      ...(group.origin === undefined ? {} : { origin: codec.element(group.origin) }),
      values: Array.from(group.values, ([value, { first, last }]) => ({ value, first, last })),
    }));
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    this.held = 0;
    for (const { key, parts, first, origin, values } of savedSchema.parse(data)) {
      if (this.#groups.get(key) !== undefined) continue;
      const group = this.#open(key, parts, first, origin === undefined ? undefined : codec.readElement(origin));
      for (const saved of values) group.values.set(saved.value, { first: saved.first, last: saved.last });
      this.held += group.values.size;
    }
  }

  #open(key: string, parts: readonly string[], first: number, origin: Element<P> | undefined): FirstSeenGroup<P> {
    const values = new Map<string, Seen>();
    const group = { key, parts: [...parts], first, origin, values, newest: Number.NEGATIVE_INFINITY, atNewest: 0 };
    this.#groups.add(group);
    this.held += 1;
    return group;
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
    if (time >= group.first + this.#rule.learning && known >= this.#rule.known) this.#hit(group, value, element);
    group.values.set(value, { first: time, last: time });
    this.held += 1;
    if (group.values.size > this.#mostValues) this.#shrink(group);
  }

  #hit(group: FirstSeenGroup<P>, value: string, element: Element<P>): void {
    const { hits, plan } = this.#setup;
    const hit = hits.open(plan, group.parts, element, element.time);
    // What was known before is shown, but the hit begins with what is new.
    if (group.origin !== undefined && group.origin.time < element.time) {
      const { rule, id, time, payload } = group.origin;
      hit.steps.push({ rule, id, time, payload, context: true });
    }
    hits.add(hit, element, false);
    hit.values = [shown(value)];
    let looked = 0;
    for (const [other, { first }] of group.values) {
      if (hit.values.length > shownKnown || ++looked > longestScan) break;
      if (first < element.time) hit.values.push(shown(other));
    }
    hits.changed(hit);
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
}
