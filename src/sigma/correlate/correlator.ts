// SPDX-License-Identifier: Apache-2.0
// The public face of the correlations: elements in, hits out.
import type { Hit } from './hits.ts';

export type { HitStep } from './element.ts';
export type { Hit } from './hits.ts';

/** A matched event. */
export interface Item<P> {
  /** Together with the rule, what the event is known by: the same one again changes nothing. */
  readonly id: string;
  /** Event time in milliseconds since the epoch. */
  readonly time: number;
  /** A field of the record; called only during {@link Correlator.offer}. */
  readonly get: (field: string) => unknown;
  /** Handed back in the steps of a hit. */
  readonly payload: P;
}

export interface CorrelatorOptions<P = unknown> {
  /** Milliseconds that elements may come out of order; `Infinity` for input that ends. */
  readonly lateness: number;
  /** Elements and other state entries held at most, in all. */
  readonly capacity: number;
  /** Steps kept of a hit. Default 20. */
  readonly maxSteps?: number;
  /** Brings a reference in a rule (id or name) to the key that {@link Correlator.offer} gets. Default: as it is. */
  readonly resolve?: (reference: string) => string;
  /** Payloads to plain JSON and back, for snapshots. Default: as they are. */
  readonly encode?: (payload: P) => unknown;
  readonly decode?: (saved: unknown) => P;
}

export interface CorrelatorCounts {
  /** Elements whose time had already been applied when they came. */
  readonly late: number;
  readonly duplicate: number;
  /** State entries given up to stay within capacity. */
  readonly evicted: number;
  readonly held: number;
}

export interface Correlator<P> {
  /**
   * Takes an element of a rule, waiting until its time has come.
   *
   * @param rule - key of the base rule that the event matched.
   * @throws TypeError if the time is not a finite number.
   */
  offer(rule: string, item: Item<P>): void;
  /** Applies everything with a time of at most `watermark - lateness`; gives new hits and those that have grown. */
  advance(watermark: number): readonly Hit<P>[];
  /** Applies everything; gives each hit that is new or has grown since it was last given, once, by time, then id. */
  finish(): readonly Hit<P>[];
  counts(): CorrelatorCounts;
  /** All state as plain JSON. Forgets what `first_seen` need not remember any longer. */
  snapshot(): unknown;
  /**
   * Replaces all state. Correlations that have changed since start anew.
   *
   * @throws TokenwardError `STATE_INVALID`
   */
  restore(snapshot: unknown): void;
}
