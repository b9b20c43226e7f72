// SPDX-License-Identifier: Apache-2.0
import type { Bounds } from '../types.ts';
import type { Codec } from './codec.ts';
import type { Element } from './element.ts';
import type { Draft, Hits } from './hits.ts';
import type { StagePlan } from './plan.ts';

/** The state of one correlation. */
export interface Stage<P> {
  /** State entries held: elements in windows, groups, values, buckets. */
  readonly held: number;
  /** Entries given up other than by {@link Stage.shed}. */
  readonly evicted?: number;
  /**
   * Takes the elements of one instant, ordered by the rule's place in the correlation, then id.
   *
   * @param late - they come after their instant had been applied, and may be duplicates.
   */
  apply(batch: readonly Element<P>[], late: boolean): void;
  /** Lets go of what nothing at or after `mark` can need; that is not an eviction. */
  expire(mark: number): void;
  /** Gives up at least one and about `count` entries, those of the quietest groups first; returns how many. */
  shed(count: number): number;
  save(codec: Codec<P>, mark: number): unknown;
  /** @throws z.ZodError if the data is not what {@link Stage.save} gives. */
  load(data: unknown, codec: Codec<P>): void;
}

export interface StageSetup<P> {
  readonly plan: StagePlan;
  readonly hits: Hits<P>;
  readonly counters: { duplicate: number };
}

/** Whether every given bound holds. */
export function within(bounds: Bounds, number: number): boolean {
  return (
    (bounds.gt === undefined || number > bounds.gt) &&
    (bounds.gte === undefined || number >= bounds.gte) &&
    (bounds.lt === undefined || number < bounds.lt) &&
    (bounds.lte === undefined || number <= bounds.lte) &&
    (bounds.eq === undefined || number === bounds.eq) &&
    (bounds.neq === undefined || number !== bounds.neq)
  );
}

/** The group's hit, unless `gap` milliseconds have passed without the condition being met. */
export function stillOpen<P>(hit: Draft<P> | undefined, at: number, gap: number): Draft<P> | undefined {
  return hit !== undefined && at - hit.lastTime <= gap ? hit : undefined;
}
