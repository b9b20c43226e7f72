// SPDX-License-Identifier: Apache-2.0
import type { CorrelationRule } from '../types.ts';
import type { Captured, Element, HitStep } from './element.ts';
import { shown } from './element.ts';
import type { StagePlan } from './plan.ts';

/** A correlation that was met. */
export interface Hit<P> {
  /** Rule, group and first element: the same id again means that the hit has grown. */
  readonly id: string;
  readonly rule: CorrelationRule;
  /** Group-by field → value. */
  readonly key: Readonly<Record<string, string>>;
  /** Event time, in milliseconds, at which the condition was first met. */
  readonly time: number;
  readonly firstTime: number;
  readonly lastTime: number;
  /** Events in all; an inner hit counts as many as it had when it was first met. */
  readonly count: number;
  /** The first `maxSteps` elements in time order and, for temporal types, at least one for each referred rule. */
  readonly steps: readonly HitStep<P>[];
  /**
   * value_count: distinct values, the first 20. first_seen: the new value, then up to 19 known ones. volume: observed
   * and mean. travel: kilometres and km/h of the first pair. Empty for the other types.
   */
  readonly values: readonly string[];
}

/** A hit that may still grow. */
export interface Draft<P> {
  readonly id: string;
  readonly stage: StagePlan;
  readonly parts: readonly string[];
  readonly time: number;
  firstTime: number;
  lastTime: number;
  count: number;
  /** Sequence number of the first element of its window that it has not counted. */
  counted: number;
  readonly steps: HitStep<P>[];
  /** Referred rules that have a step. */
  readonly covered: string[];
  values: string[];
  readonly fields: readonly Captured[];
}

const mostValues = 20;

/** Collects what the correlations have found since the caller last asked. */
export class Hits<P> {
  readonly #maxSteps: number;
  readonly #limit: number;
  readonly #changed = new Map<string, Draft<P>>();
  #fresh: Draft<P>[] = [];
  /** Hits given up, unreported, because nobody took them. */
  dropped = 0;

  constructor(maxSteps: number, limit: number) {
    this.#maxSteps = maxSteps;
    this.#limit = limit;
  }

  get size(): number {
    return this.#changed.size;
  }

  open(stage: StagePlan, parts: readonly string[], first: Element<P>, time: number): Draft<P> {
    const draft: Draft<P> = {
      id: [stage.key, ...parts, first.rule, first.id].join('|'),
      stage,
      parts,
      time,
      firstTime: first.time,
      lastTime: time,
      count: 0,
      counted: 0,
      steps: [],
      covered: [],
      values: [],
      fields: stage.hitFields(parts, first.rule, first.fields),
    };
    this.#fresh.push(draft);
    return draft;
  }

  /** @param cover - whether each referred rule gets a step, even beyond the limit. */
  add(draft: Draft<P>, element: Element<P>, cover: boolean): void {
    draft.count += element.events;
    const uncovered = cover && !draft.covered.includes(element.rule);
    if (uncovered) draft.covered.push(element.rule);
    for (const step of element.inner ?? [element]) {
      if (step.time < draft.firstTime && step.context !== true) draft.firstTime = step.time;
      if (draft.steps.length >= this.#maxSteps && !uncovered) continue;
      if (draft.steps.length >= this.#maxSteps && step !== (element.inner?.[0] ?? element)) continue;
      if (draft.steps.some((known) => known.id === step.id && known.rule === step.rule)) continue;
      const { rule, id, time, payload, context } = step;
      draft.steps.push({ rule, id, time, payload, ...(context === undefined ? {} : { context }) });
    }
  }

  addValue(draft: Draft<P>, key: string): void {
    if (draft.values.length >= mostValues) return;
    const text = shown(key);
    if (!draft.values.includes(text)) draft.values.push(text);
  }

  changed(draft: Draft<P>): void {
    this.#changed.set(draft.id, draft);
    if (this.#changed.size <= this.#limit) return;
    for (const id of this.#changed.keys()) {
      this.#changed.delete(id);
      this.dropped += 1;
      break;
    }
  }

  /** Hits first met since the last call, for the correlations that refer to theirs. */
  takeFresh(): readonly Draft<P>[] {
    const fresh = this.#fresh;
    if (fresh.length > 0) this.#fresh = [];
    return fresh;
  }

  pending(): readonly Draft<P>[] {
    return [...this.#changed.values()];
  }

  /** New and grown hits, by time, then id. */
  take(): readonly Hit<P>[] {
    if (this.#changed.size === 0) return [];
    const hits = [...this.#changed.values()].map((draft) => finished(draft));
    this.#changed.clear();
    return hits.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  }
}

function finished<P>(draft: Draft<P>): Hit<P> {
  const { groupBy } = draft.stage.rule.correlation;
  return {
    id: draft.id,
    rule: draft.stage.rule,
    key: Object.fromEntries(groupBy.map((field, index) => [field, draft.parts[index] ?? ''])),
    time: draft.time,
    firstTime: draft.firstTime,
    lastTime: draft.lastTime,
    count: draft.count,
    steps: draft.steps.toSorted((a, b) => a.time - b.time),
    values: [...draft.values],
  };
}
