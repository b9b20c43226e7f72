// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Codec } from './codec.ts';
import { type Element, groupKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Stage, StageSetup } from './stage.ts';

interface AbsenceGroup extends Group {
  /** Oldest element of the rules that should come first. */
  preceded: number;
  /** Its first element of `rules[0]` has been judged: later ones say nothing new. */
  judged: boolean;
}

const savedSchema = z.object({
  reach: z.number().nullable(),
  groups: z.array(
    z.object({ key: z.string(), parts: z.array(z.string()), preceded: z.number().nullable(), judged: z.boolean() }),
  ),
});

/**
 * Our `absence`: the first element of `rules[0]` for a group that no element of the other rules came before (or with).
 * Where no element of the others, for any group, is as old as `timespan` before it, nobody can tell: no hit. A function
 * of each group's first times alone, so that repeated elements cost nothing.
 */
export class AbsenceStage<P> implements Stage<P> {
  held = 0;
  readonly #setup: StageSetup<P>;
  readonly #timespan: number;
  readonly #groups = new Groups<AbsenceGroup>();
  /** The oldest element of the other rules: so far back their log reaches. */
  #reach = Number.POSITIVE_INFINITY;

  constructor(setup: StageSetup<P>) {
    this.#setup = setup;
    this.#timespan = setup.plan.rule.correlation.timespan;
  }

  apply(batch: readonly Element<P>[]): void {
    // What precedes at the same instant precedes.
    for (const element of batch) {
      if (this.#setup.plan.uses.get(element.rule)?.position === 0) continue;
      const group = this.#group(element);
      if (group === undefined) continue;
      group.preceded = Math.min(group.preceded, element.time);
      this.#reach = Math.min(this.#reach, element.time);
    }
    for (const element of batch) {
      if (this.#setup.plan.uses.get(element.rule)?.position !== 0) continue;
      const group = this.#group(element);
      if (group !== undefined) this.#judge(group, element);
    }
  }

  /** Nothing is over: a token may be used long after it was issued. Memory is bounded by {@link shed}. */
  expire(): void {}

  shed(count: number): number {
    let gone = 0;
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      // Forgetting that a group was preceded would make a false hit of its next use: forget the reach as well.
      if (Number.isFinite(group.preceded)) this.#reach = Math.max(this.#reach, group.preceded + 1);
      this.#groups.remove(group);
      gone += 1;
    }
    this.held -= gone;
    return gone;
  }

  save(): z.infer<typeof savedSchema> {
    return {
      reach: Number.isFinite(this.#reach) ? this.#reach : null,
      groups: Array.from(this.#groups.values(), (group) => ({
        key: group.key,
        parts: [...group.parts],
        preceded: Number.isFinite(group.preceded) ? group.preceded : null,
        judged: group.judged,
      })),
    };
  }

  load(data: unknown, _codec: Codec<P>): void {
    this.#groups.clear();
    this.held = 0;
    const saved = savedSchema.parse(data);
    this.#reach = saved.reach ?? Number.POSITIVE_INFINITY;
    for (const { key, parts, preceded, judged } of saved.groups) {
      if (this.#groups.get(key) !== undefined) continue;
      this.#groups.add({ key, parts, preceded: preceded ?? Number.POSITIVE_INFINITY, judged });
      this.held += 1;
    }
  }

  #group(element: Element<P>): AbsenceGroup | undefined {
    const use = this.#setup.plan.uses.get(element.rule);
    const key = use === undefined ? undefined : groupKey(element.fields, use.group);
    if (use === undefined || key === undefined) return undefined;
    let group = this.#groups.get(key);
    if (group === undefined) {
      const parts = use.group.length === 0 ? [] : key.split('\0');
      group = { key, parts, preceded: Number.POSITIVE_INFINITY, judged: false };
      this.#groups.add(group);
      this.held += 1;
    }
    this.#groups.touch(group);
    return group;
  }

  #judge(group: AbsenceGroup, element: Element<P>): void {
    if (group.judged) return;
    group.judged = true;
    if (this.#reach > element.time - this.#timespan || group.preceded <= element.time) return;
    const { hits, plan } = this.#setup;
    const hit = hits.open(plan, group.parts, element, element.time);
    hits.add(hit, element, false);
    hits.changed(hit);
  }
}
