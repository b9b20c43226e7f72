// SPDX-License-Identifier: Apache-2.0
// Brings elements into order and runs every correlation over them, inner ones before those that refer to them.
import { type CorrelationRule, ruleKey } from '../types.ts';
import { OrderingBuffer } from './buffer.ts';
import { createCodec } from './codec.ts';
import type { Correlator, CorrelatorCounts, CorrelatorOptions, Item } from './correlator.ts';
import { createStage } from './create-stage.ts';
import { bounded, type Captured, capture, type Element } from './element.ts';
import { type Hit, Hits } from './hits.ts';
import { makePlan, type Plan, type RulePlan } from './plan.ts';
import { invalid, type Snapshot, snapshotSchema } from './snapshot.ts';
import type { Stage } from './stage.ts';

interface Waiting<P> {
  readonly time: number;
  readonly late: boolean;
  readonly element: Element<P>;
}

/** Instants between two looks at what may be let go. */
const housekeeping = 256;

/** See {@link Correlator}. */
export class Engine<P> implements Correlator<P> {
  readonly #options: CorrelatorOptions<P>;
  readonly #plan: Plan;
  readonly #counters = { late: 0, duplicate: 0, evicted: 0 };
  readonly #inboxes: Element<P>[][];
  /** Elements in the inboxes, and the first stage that has one. */
  #undelivered = 0;
  #lowest = 0;
  #stages: readonly Stage<P>[];
  #hits: Hits<P>;
  #buffer = new OrderingBuffer<Waiting<P>>();
  /** Ids that wait, by rule. */
  #waiting = new Map<string, Set<string>>();
  /** Up to here everything has been applied. */
  #mark = Number.NEGATIVE_INFINITY;
  /** State entries of all stages, as of the last application. */
  #state = 0;
  readonly #instant: Waiting<P>[] = [];

  constructor(rules: readonly CorrelationRule[], options: CorrelatorOptions<P>) {
    this.#options = options;
    const keys = new Map<string, string>();
    for (const rule of rules)
      for (const name of [rule.meta.id, rule.meta.name]) if (name !== undefined) keys.set(name, ruleKey(rule));
    const resolve = options.resolve ?? ((reference: string) => keys.get(reference) ?? reference);
    this.#plan = makePlan(rules, resolve);
    this.#inboxes = rules.map(() => []);
    this.#hits = new Hits(options.maxSteps ?? 20, options.capacity);
    this.#stages = this.#createStages(this.#hits);
  }

  offer(rule: string, item: Item<P>): void {
    if (!Number.isFinite(item.time)) throw new TypeError(`time of ${item.id} must be a finite number`);
    const plan = this.#plan.rules.get(rule);
    if (plan === undefined) return;
    const fields: Captured[] = [];
    for (const field of plan.fields) fields.push(capture(item.get(field)));
    if (!this.#isOfUse(plan, fields)) return;
    const id = bounded(item.id);
    const waiting = this.#waitingOf(rule);
    if (waiting.has(id)) {
      this.#counters.duplicate += 1;
      return;
    }
    const late = item.time <= this.#mark;
    if (late) this.#counters.late += 1;
    this.#wait({ rule, id, time: item.time, payload: item.payload, fields, events: 1 }, late);
    if (this.#buffer.size + this.#state > this.#options.capacity) this.#relieve();
  }

  advance(watermark: number): readonly Hit<P>[] {
    const until = watermark - this.#options.lateness;
    this.#release(until);
    if (until > this.#mark && Number.isFinite(until)) this.#mark = until;
    this.#tidy();
    return this.#hits.take();
  }

  finish(): readonly Hit<P>[] {
    this.#release(Number.POSITIVE_INFINITY);
    this.#tidy();
    return this.#hits.take();
  }

  counts(): CorrelatorCounts {
    return {
      late: this.#counters.late,
      duplicate: this.#counters.duplicate,
      evicted: this.#counters.evicted + this.#hits.dropped + this.#forgotten(),
      held: this.#buffer.size + this.#sum(),
    };
  }

  snapshot(): unknown {
    const { encode = (payload: P): unknown => payload, decode = asPayload<P> } = this.#options;
    const codec = createCodec(this.#plan, encode, decode);
    const { late, duplicate, evicted } = this.counts();
    const saved: Snapshot = {
      version: 1,
      mark: Number.isFinite(this.#mark) ? this.#mark : null,
      counts: { late, duplicate, evicted },
      layout: Object.fromEntries(Array.from(this.#plan.rules, ([rule, { fields }]) => [rule, [...fields]])),
      waiting: this.#buffer.values().map((one) => ({ late: one.late, element: codec.element(one.element) })),
      pending: this.#hits.pending().map(codec.draft),
      stages: this.#plan.stages.map(({ key, rule }, index) => ({
        key,
        definition: JSON.stringify(rule.correlation),
        state: this.#stages[index]?.save(codec, this.#mark),
      })),
    };
    this.#state = this.#sum();
    return saved;
  }

  restore(snapshot: unknown): void {
    const hits = new Hits<P>(this.#options.maxSteps ?? 20, this.#options.capacity);
    const stages = this.#createStages(hits);
    const parsed = snapshotSchema.safeParse(snapshot);
    if (!parsed.success) throw invalid(parsed.error);
    const saved = parsed.data;
    const mark = saved.mark ?? Number.NEGATIVE_INFINITY;
    const waiting: Waiting<P>[] = [];
    let reading = '';
    try {
      const { encode = (payload: P): unknown => payload, decode = asPayload<P> } = this.#options;
      const codec = createCodec(this.#plan, encode, decode, saved.layout);
      for (const { late, element: one } of saved.waiting) {
        const element = codec.readElement(one);
        if (element !== undefined) waiting.push({ time: element.time, late, element });
      }
      for (const one of saved.pending) {
        const draft = codec.readDraft(one);
        if (draft !== undefined) hits.changed(draft);
      }
      this.#plan.stages.forEach(({ key, rule }, index) => {
        reading = key;
        const own = saved.stages.find((one) => one.key === key);
        if (own?.definition !== JSON.stringify(rule.correlation)) return;
        stages[index]?.load(own.state, codec);
        stages[index]?.expire(mark);
      });
    } catch (error) {
      throw invalid(error, reading);
    }
    this.#stages = stages;
    this.#hits = hits;
    this.#mark = mark;
    Object.assign(this.#counters, saved.counts);
    this.#buffer = new OrderingBuffer();
    this.#waiting = new Map();
    for (const { element, late } of waiting) this.#wait(element, late);
    this.#state = this.#sum();
  }

  #createStages(hits: Hits<P>): readonly Stage<P>[] {
    const counters = this.#counters;
    return this.#plan.stages.map((plan) => createStage({ plan, hits, counters }, this.#options.capacity));
  }

  /** At least one correlation finds its whole group in the element. */
  #isOfUse(plan: RulePlan, fields: readonly Captured[]): boolean {
    for (const use of plan.uses) {
      let whole = true;
      for (const slot of use.group) if (fields[slot] === null) whole = false;
      if (whole) return true;
    }
    return false;
  }

  #waitingOf(rule: string): Set<string> {
    let waiting = this.#waiting.get(rule);
    if (waiting === undefined) {
      waiting = new Set();
      this.#waiting.set(rule, waiting);
    }
    return waiting;
  }

  #wait(element: Element<P>, late: boolean): void {
    this.#waitingOf(element.rule).add(element.id);
    this.#buffer.add({ time: element.time, late, element });
  }

  /** Applies all instants up to `until`, oldest first, while more than `keep` elements wait. */
  #release(until: number, keep = 0): void {
    for (let instants = 1; this.#buffer.size > keep && this.#buffer.first <= until; instants++) {
      this.#buffer.take(this.#instant);
      for (const { element, late } of this.#instant) {
        this.#waiting.get(element.rule)?.delete(element.id);
        if (late) this.#deliver(element);
      }
      this.#run(true);
      for (const { element, late } of this.#instant) if (!late) this.#deliver(element);
      this.#run(false);
      this.#mark = Math.max(this.#mark, this.#instant[0]?.time ?? this.#mark);
      this.#instant.length = 0;
      if (instants % housekeeping === 0) this.#tidy();
    }
  }

  #deliver(element: Element<P>): void {
    for (const use of this.#plan.rules.get(element.rule)?.uses ?? []) {
      this.#inboxes[use.stage]?.push(element);
      this.#undelivered += 1;
      if (use.stage < this.#lowest) this.#lowest = use.stage;
    }
  }

  #run(late: boolean): void {
    for (let index = this.#lowest; this.#undelivered > 0 && index < this.#stages.length; index++) {
      const inbox = this.#inboxes[index];
      if (inbox === undefined || inbox.length === 0) continue;
      if (inbox.length > 1) this.#order(inbox, index);
      this.#stages[index]?.apply(inbox, late);
      this.#undelivered -= inbox.length;
      inbox.length = 0;
      for (const hit of this.#hits.takeFresh()) {
        const first = hit.steps[0];
        if (first === undefined || !this.#plan.rules.has(hit.stage.key)) continue;
        this.#deliver({
          rule: hit.stage.key,
          id: hit.id,
          time: hit.time,
          payload: first.payload,
          fields: hit.fields,
          events: hit.count,
          inner: [...hit.steps],
        });
      }
    }
    this.#lowest = this.#stages.length;
  }

  /** Within an instant: as the correlation names its rules, then by id. */
  #order(inbox: Element<P>[], index: number): void {
    const uses = this.#plan.stages[index]?.uses;
    inbox.sort(
      (a, b) =>
        (uses?.get(a.rule)?.position ?? 0) - (uses?.get(b.rule)?.position ?? 0) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
  }

  /** Lets go of what is over and, beyond capacity, of the quietest groups of the stage that holds most. */
  #tidy(): void {
    for (const stage of this.#stages) stage.expire(this.#mark);
    this.#state = this.#sum();
    const { capacity } = this.#options;
    if (this.#buffer.size + this.#state > capacity) this.#shed(this.#buffer.size + this.#state - this.#target());
  }

  #target(): number {
    const { capacity } = this.#options;
    return capacity - Math.floor(capacity / 8);
  }

  /** Over capacity: first the oldest elements are applied early, until half of it is left for those that wait. */
  #relieve(): void {
    const half = Math.floor(this.#options.capacity / 2);
    while (this.#buffer.size > half && this.#buffer.size + this.#state > this.#target()) {
      this.#release(Number.POSITIVE_INFINITY, Math.max(half, this.#buffer.size - Math.ceil(half / 8)));
      this.#tidy();
    }
    if (this.#buffer.size + this.#state > this.#target()) this.#shed(this.#buffer.size + this.#state - this.#target());
  }

  #shed(count: number): void {
    for (let left = count; left > 0; ) {
      let most = this.#stages[0];
      for (const stage of this.#stages) if (stage.held > (most?.held ?? 0)) most = stage;
      if (most === undefined || most.held === 0) break;
      const gone = most.shed(Math.min(left, Math.ceil(most.held / 4)));
      if (gone === 0) break;
      this.#counters.evicted += gone;
      left -= gone;
    }
    this.#state = this.#sum();
  }

  #sum(): number {
    let held = 0;
    for (const stage of this.#stages) held += stage.held;
    return held;
  }

  #forgotten(): number {
    let evicted = 0;
    for (const stage of this.#stages) evicted += stage.evicted ?? 0;
    return evicted;
  }
}

function asPayload<P>(saved: unknown): P {
  return saved as P;
}

/**
 * Runs correlations. No clock, no I/O: time is what the elements say.
 *
 * @param rules - topologically ordered, as a rule collection gives them.
 * @throws TypeError if they are not, or for an option out of range.
 */
export function createCorrelator<P>(rules: readonly CorrelationRule[], options: CorrelatorOptions<P>): Correlator<P> {
  if (!(options.lateness >= 0)) throw new TypeError('lateness must be at least 0');
  if (!(options.capacity >= 1)) throw new TypeError('capacity must be at least 1');
  return new Engine(rules, options);
}
