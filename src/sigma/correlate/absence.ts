// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type Codec, draftSchema, elementSchema } from './codec.ts';
import { type Element, groupKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Draft } from './hits.ts';
import { type Stage, type StageSetup, stillOpen } from './stage.ts';
import { ElementWindow } from './window.ts';

interface AbsenceGroup<P> extends Group {
  /** Newest element of the rules that should come first. */
  preceded: number;
  /** Elements that were met, so that a late duplicate is known. */
  readonly window: ElementWindow<P>;
  last: number;
  hit: Draft<P> | undefined;
}

const savedSchema = z.object({
  reach: z.number().nullable(),
  groups: z.array(
    z.object({
      key: z.string(),
      parts: z.array(z.string()),
      preceded: z.number().nullable(),
      last: z.number(),
      start: z.number(),
      elements: z.array(elementSchema),
      hit: draftSchema.optional(),
    }),
  ),
});

/**
 * Our `absence`: an element of `rules[0]` with none of the other rules, for the same group, at its instant or in the
 * `timespan` before it. Where no element of the others, for any group, is that old, nobody can tell: no hit.
 */
export class AbsenceStage<P> implements Stage<P> {
  held = 0;
  readonly #setup: StageSetup<P>;
  readonly #timespan: number;
  readonly #groups = new Groups<AbsenceGroup<P>>();
  /** The oldest element of the other rules: so far back their log reaches. */
  #reach = Number.POSITIVE_INFINITY;
  #mark = Number.NEGATIVE_INFINITY;

  constructor(setup: StageSetup<P>) {
    this.#setup = setup;
    this.#timespan = setup.plan.rule.correlation.timespan;
  }

  apply(batch: readonly Element<P>[], late: boolean): void {
    // What precedes at the same instant precedes.
    for (const element of batch) {
      if (this.#setup.plan.uses.get(element.rule)?.position === 0) continue;
      const group = this.#group(element, late);
      if (group === undefined) continue;
      group.preceded = Math.max(group.preceded, element.time);
      this.#reach = Math.min(this.#reach, element.time);
    }
    for (const element of batch) {
      if (this.#setup.plan.uses.get(element.rule)?.position !== 0) continue;
      const group = this.#group(element, late);
      if (group !== undefined) this.#judge(group, element, late);
    }
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
      while (gone < count && group.window.shift() !== undefined) gone += 1;
      if (group.window.size > 0) break;
      // Forgetting that a key was preceded would make a false hit of its next use: forget the reach as well.
      if (group.preceded > Number.NEGATIVE_INFINITY) this.#reach = Math.max(this.#reach, group.preceded + 1);
      this.#groups.remove(group);
      gone += 1;
    }
    this.held -= gone;
    return gone;
  }

  save(codec: Codec<P>): z.infer<typeof savedSchema> {
    return {
      reach: Number.isFinite(this.#reach) ? this.#reach : null,
      groups: Array.from(this.#groups.values(), (group) => ({
        key: group.key,
        parts: [...group.parts],
        preceded: Number.isFinite(group.preceded) ? group.preceded : null,
        last: group.last,
        start: group.window.start,
        elements: group.window.values().map(codec.element),
        ...(group.hit === undefined ? {} : { hit: codec.draft(group.hit) }),
      })),
    };
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    this.held = 0;
    const saved = savedSchema.parse(data);
    this.#reach = saved.reach ?? Number.POSITIVE_INFINITY;
    for (const { key, parts, preceded, last, start, elements, hit } of saved.groups) {
      if (this.#groups.get(key) !== undefined) continue;
      const window = new ElementWindow<P>(start);
      for (const one of elements) {
        const element = codec.readElement(one);
        if (element !== undefined) window.push(element);
      }
      this.#groups.add({
        key,
        parts,
        preceded: preceded ?? Number.NEGATIVE_INFINITY,
        window,
        last,
        hit: hit === undefined ? undefined : codec.readDraft(hit),
      });
      this.held += window.size + 1;
    }
  }

  #group(element: Element<P>, late: boolean): AbsenceGroup<P> | undefined {
    const use = this.#setup.plan.uses.get(element.rule);
    const key = use === undefined ? undefined : groupKey(element.fields, use.group);
    if (use === undefined || key === undefined) return undefined;
    if (late && element.time < this.#mark - this.#timespan) return undefined;
    let group = this.#groups.get(key);
    if (group === undefined) {
      const parts = use.group.length === 0 ? [] : key.split('\0');
      const preceded = Number.NEGATIVE_INFINITY;
      group = { key, parts, preceded, window: new ElementWindow(), last: element.time, hit: undefined };
      this.#groups.add(group);
      this.held += 1;
    }
    group.last = Math.max(group.last, element.time);
    this.#groups.touch(group);
    return group;
  }

  #judge(group: AbsenceGroup<P>, element: Element<P>, late: boolean): void {
    const since = element.time - this.#timespan;
    // For a late element, one that preceded may be hidden behind a newer one: then `preceded` is above `since` too.
    if (this.#reach > since || group.preceded >= since) return;
    const { window } = group;
    while (window.first !== undefined && window.first.time < group.last - this.#timespan) {
      window.shift();
      this.held -= 1;
    }
    if (late && window.size > 0) {
      if (window.insert(element, this.#setup.plan.uses) === undefined) {
        this.#setup.counters.duplicate += 1;
        return;
      }
    } else window.push(element);
    this.held += 1;
    const { hits, plan } = this.#setup;
    group.hit = stillOpen(group.hit, element.time, this.#timespan);
    group.hit ??= hits.open(plan, group.parts, element, element.time);
    hits.add(group.hit, element, false);
    group.hit.lastTime = Math.max(group.hit.lastTime, element.time);
    hits.changed(group.hit);
  }
}
