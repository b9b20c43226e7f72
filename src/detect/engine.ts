// SPDX-License-Identifier: Apache-2.0
// The plain engine: records in, findings out. The screened engine (scan/) only decides which records reach it.
import type { Tally } from '../model/account.ts';
import type { Event, Origin, RawRecord } from '../model/event.ts';
import type { Finding, Story } from '../model/finding.ts';
import { enrichedFields, type LifecycleFieldName, type LifecycleValue } from '../model/lifecycle.ts';
import type { Network } from '../model/network.ts';
import type { Source } from '../model/source.ts';
import { allInOne, createCorrelator, groupHash, type Hit, joinHashes, ruleKey } from '../sigma/sigma.ts';
import { toEvent } from '../sources/event.ts';
import { createRecogniser } from '../sources/recognise.ts';
import { createEpisodes, type Episode } from './episodes.ts';
import { eventField } from './event-field.ts';
import { type Met, toFinding } from './findings.ts';
import { scrub } from './fingerprint.ts';
import { createFirstTimes, tupleOf } from './first-times.ts';
import { type Due, type Place, Postponed } from './postponed.ts';
import { ruleBlockSchema } from './rule-block.ts';
import type { RuleSet } from './rule-set.ts';
import { fieldText, type Sighting, sight } from './sighting.ts';
import { type CompiledRule, compileFor } from './source-rules.ts';
import { type Linked, linksOf, tellStories } from './stories.ts';

export interface Enrichment {
  readonly network: (ip: string) => Network | undefined;
  readonly agentFamily: (agent: string) => string;
}

export interface EngineOptions {
  readonly sources: readonly Source[];
  readonly rules: RuleSet;
  readonly enrich: Enrichment;
  /** Milliseconds an event may come late; default Infinity, for input that is read whole. */
  readonly lateness?: number;
  /** Events that multi-step rules hold at most (default 1,000,000). */
  readonly held?: number;
  /** Only findings whose last event is at or after this time (milliseconds); baselines learn from all. */
  readonly since?: number;
  /**
   * Latest time an event may have, in milliseconds (default: any). Where windows close as time goes on, one record from a
   * wrong clock would close them for all that follow.
   */
  readonly notAfter?: number;
  /** Run rules only on these sources (ids); records of others are counted as clean. */
  readonly only?: ReadonlySet<string>;
}

/** What became of one record. `fed` lists the detections whose event went to a correlation. */
export type Verdict =
  | { readonly kind: 'matched'; readonly event: Event; readonly fed: readonly CompiledRule[] }
  | { readonly kind: 'clean'; readonly event: Event; readonly fed: readonly CompiledRule[] }
  | { readonly kind: 'unrecognised' }
  | { readonly kind: 'unparsable'; readonly code: string; readonly reason: string };

/** A record that was only glanced at: what is known of it without parsing it. */
export interface Glimpse {
  readonly id: string;
  readonly time: number;
  readonly place: Place;
  /** Detections that it met; only correlations wait for them. */
  readonly fed: readonly CompiledRule[];
  /** Whether the values of a detection's `settledBy` fields are known to come for the first time. */
  isFirst(rule: CompiledRule): boolean;
  /** These values; see {@link tupleOf}. Not for detections to which {@link Glimpse.isFirst} applies. */
  tuple(rule: CompiledRule): string;
  /** Hash of the fields that name a group; see {@link Outlook.keys}. */
  groupHash(key: number): number;
}

export interface Engine {
  readonly options: EngineOptions;
  /** Runs every rule on one record. */
  record(raw: RawRecord, origin: Origin): Verdict;
  /** The event of a record of this source, enriched; undefined where it has no usable time. */
  event(source: Source, raw: RawRecord, origin: Origin): Event | undefined;
  rulesFor(source: Source): readonly CompiledRule[];
  /**
   * From now on events may be put off. Not for engines with a lateness, which cannot wait, nor where state is wanted
   * afterwards.
   *
   * @param reread gives a record again from where it stood; undefined where it is no longer there
   */
  postpone(reread: (place: Place) => { readonly raw: RawRecord; readonly origin: Origin } | undefined): void;
  /** Puts an event off until it is known to matter. False where it must be run in full: then nothing has changed. */
  putOff(glimpse: Glimpse): boolean;
  /** What was put off; undefined where nothing may be. */
  readonly postponed: Postponed | undefined;
  recognise: ReturnType<typeof createRecogniser>;
  /** `promoted` counts events that only count as matched because a multi-step rule was met with them. */
  finish(): { readonly findings: readonly Finding[]; readonly stories: readonly Story[]; readonly promoted: number };
  counts(): Pick<Tally, 'late' | 'duplicate' | 'evicted'>;
  /** @throws TypeError after a run in which events were put off: what came of them is not in the state. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
}

const mostHeld = 1_000_000;
/** Numbers of four bytes that what was put off may take, for each event that multi-step rules may hold. */
const postponedPerHeld = 16;

const mergeDefault = ['principal.id', 'credential.id', 'client.id'];

/** Adds what is known of the address and the user agent; a pure function of `network.ip` and `agent.raw`. */
export function enrichEvent(event: Event, enrich: Enrichment): Event {
  const ip = event.lifecycle['network.ip'];
  const agent = event.lifecycle['agent.raw'];
  const network = typeof ip === 'string' ? enrich.network(ip) : undefined;
  if (network === undefined && agent === undefined) return event;
  const lifecycle: Partial<Record<LifecycleFieldName, LifecycleValue>> = { ...event.lifecycle };
  if (network !== undefined) {
    lifecycle['network.ip'] = network.ip;
    for (const field of Object.keys(enrichedFields) as (keyof typeof enrichedFields)[]) {
      if (field === 'agent.family') continue;
      const value = network[field.slice('network.'.length) as keyof Network];
      if (value !== undefined) lifecycle[field] = value;
    }
  }
  if (typeof agent === 'string') lifecycle['agent.family'] = enrich.agentFamily(agent);
  return { ...event, lifecycle };
}

/** Makes an engine. It holds state: one engine is one run. */
export function createEngine(options: EngineOptions): Engine {
  const { rules, enrich } = options;
  const recognise = createRecogniser(options.sources);
  const compiled = new Map<string, readonly CompiledRule[]>();
  const episodes = createEpisodes();
  const correlator = createCorrelator<Sighting>(rules.collection.correlations, {
    lateness: options.lateness ?? Number.POSITIVE_INFINITY,
    capacity: options.held ?? mostHeld,
    resolve: (reference) => {
      const rule = rules.collection.find(reference);
      return rule === undefined ? reference : ruleKey(rule);
    },
  });
  const getters = new Map<string, (event: Event) => unknown>();
  const firstTimes = createFirstTimes();
  const none = ruleBlockSchema.parse({});
  const notAfter = options.notAfter ?? Number.POSITIVE_INFINITY;
  let duplicate = 0;
  let newest = Number.NEGATIVE_INFINITY;
  const hits = new Map<string, Hit<Sighting>>();
  /** Events that met a rule by themselves and wait in a correlation too: not to be counted twice. */
  const alone = new WeakSet<Sighting>();
  const waiting = new WeakSet<Sighting>();
  let postponed: Postponed | undefined;
  /** Something was put off that the correlator does not hold. */
  let partial = false;
  let reread: Parameters<Engine['postpone']>[0] = () => undefined;

  function rulesFor(source: Source): readonly CompiledRule[] {
    let list = compiled.get(source.id);
    if (list === undefined) {
      list = options.only?.has(source.id) === false ? [] : compileFor(rules, source);
      compiled.set(source.id, list);
    }
    return list;
  }

  function read(event: Event, field: string): unknown {
    let getter = getters.get(field);
    if (getter === undefined) {
      getter = eventField(field);
      getters.set(field, getter);
    }
    const value = getter(event);
    if (Array.isArray(value)) return value.map((it: unknown) => (typeof it === 'string' ? scrub(it) : it));
    return typeof value === 'string' ? scrub(value) : value;
  }

  /** Whether an event that met a detection says something new to anybody. `tuples` are the values read so far. */
  function isNews(event: Event, rule: CompiledRule, tuples: Map<string, string>): boolean {
    const { settledBy } = rule;
    if (settledBy === undefined) return true;
    const fields = settledBy.join(' ');
    let tuple = tuples.get(fields);
    if (tuple === undefined) {
      tuple = tupleOf(settledBy.map((field) => read(event, field)));
      tuples.set(fields, tuple);
    }
    return !firstTimes.seen(rule.index, tuple, event.time);
  }

  function offer(event: Event, rule: CompiledRule, sighting: Sighting): void {
    waiting.add(sighting);
    correlator.offer(rule.key, {
      id: sighting.id,
      time: event.time,
      get: (field) => read(event, field),
      payload: sighting,
    });
  }

  /** Gives the correlator an event that had been put off. */
  function catchUp({ place, rules: fed }: Due): void {
    const again = fed.length === 0 ? undefined : reread(place);
    const found = again === undefined ? undefined : recognise(again.raw);
    if (again === undefined || found === undefined) return;
    const plain = toEvent(found.source, found.record, again.origin);
    if ('code' in plain) return;
    const event = enrichEvent(plain, enrich);
    const sighting = sight(event);
    for (const rule of fed) offer(event, rule, sighting);
  }

  /** Counts an event in its groups beside those that were put off. */
  function count(event: Event, fed: readonly CompiledRule[]): void {
    if (postponed === undefined || fed.length === 0) return;
    const { keys } = postponed.outlook;
    const hash = (key: number): number =>
      (keys[key] ?? []).reduce((before, field) => joinHashes(before, groupHash(read(event, field))), allInOne);
    for (const rule of fed) postponed.add(rule, event.time, hash);
    postponed.close(event.time);
  }

  function take(event: Event, rule: CompiledRule, sighting: Sighting): void {
    if (rule.feeds) offer(event, rule, sighting);
    if (rule.reported) {
      const merge = rules.blocks.get(rule.key)?.merge ?? mergeDefault;
      const key = JSON.stringify(merge.map((field) => fieldText(sighting, field) ?? null));
      if (!episodes.add(rule.key, key, sighting)) duplicate++;
    }
  }

  function collect(list: readonly Hit<Sighting>[]): void {
    for (const hit of list) hits.set(hit.id, hit);
  }

  function metOfEpisode(episode: Episode): Met | undefined {
    const rule = rules.collection.find(episode.rule);
    if (rule === undefined) return undefined;
    return {
      ...episode,
      meta: rule.meta,
      block: rules.blocks.get(episode.rule) ?? none,
      time: episode.firstTime,
      steps: episode.sightings.map((sighting) => ({ rule: episode.rule, sighting })),
      values: [],
    };
  }

  function metOfHit(hit: Hit<Sighting>): Met {
    const rule = ruleKey(hit.rule);
    return {
      rule,
      meta: hit.rule.meta,
      block: rules.blocks.get(rule) ?? none,
      key: JSON.stringify(hit.key),
      time: hit.time,
      firstTime: hit.firstTime,
      lastTime: hit.lastTime,
      count: hit.count,
      steps: hit.steps.map((step) => ({ rule: step.rule, sighting: step.payload })),
      values: hit.values,
      // Every new value of a group has the same first event, the one that the group began with.
      anchor: hit.rule.correlation.type === 'first_seen' ? hit.steps.at(-1)?.payload.id : undefined,
    };
  }

  return {
    options,
    recognise,
    rulesFor,
    event(source, raw, origin) {
      const event = toEvent(source, raw, origin);
      return 'code' in event ? undefined : enrichEvent(event, enrich);
    },
    record(raw, origin) {
      const found = recognise(raw);
      if (found === undefined) return { kind: 'unrecognised' };
      const plain = toEvent(found.source, found.record, origin);
      if ('code' in plain) return { kind: 'unparsable', ...plain };
      if (plain.time > notAfter) {
        const reason = `its time, ${new Date(plain.time).toISOString()}, lies in the future: the clock of its source is wrong`;
        return { kind: 'unparsable', code: 'RECORD_INVALID', reason };
      }
      const event = enrichEvent(plain, enrich);
      let sighting: Sighting | undefined;
      let matched = false;
      const fed: CompiledRule[] = [];
      const offered: CompiledRule[] = [];
      const tuples = new Map<string, string>();
      for (const rule of rulesFor(found.source)) {
        if (!rule.matches(event)) continue;
        if (rule.reported) matched = true;
        if (rule.feeds) fed.push(rule);
        if (!isNews(event, rule, tuples)) continue;
        sighting ??= sight(event);
        if (rule.feeds && postponed !== undefined) {
          // One with the same id may have been put off: it came first.
          const before = offered.length > 0 ? undefined : postponed.meet(event.id);
          if (before !== undefined) catchUp(before);
          offered.push(rule);
        }
        take(event, rule, sighting);
      }
      count(event, offered);
      if (matched && sighting !== undefined && fed.length > 0) alone.add(sighting);
      if (event.time > newest) {
        newest = event.time;
        if (options.lateness !== undefined && fed.length > 0) collect(correlator.advance(newest));
      }
      return { kind: matched ? 'matched' : 'clean', event, fed };
    },
    postpone(again) {
      if (options.lateness !== undefined) return;
      postponed = new Postponed(rules);
      reread = again;
    },
    putOff(glimpse) {
      if (postponed === undefined) return false;
      if (postponed.size > postponedPerHeld * (options.held ?? mostHeld)) {
        for (const due of postponed.due(true)) catchUp(due);
        postponed = undefined;
        partial = false;
        return false;
      }
      const before = postponed.meet(glimpse.id);
      if (before !== undefined) {
        catchUp(before);
        return false;
      }
      for (const rule of glimpse.fed) {
        const isNews = rule.settledBy === undefined || glimpse.isFirst(rule);
        if (!isNews && firstTimes.seen(rule.index, glimpse.tuple(rule), glimpse.time)) continue;
        postponed.add(rule, glimpse.time, glimpse.groupHash);
      }
      postponed.close(glimpse.time, glimpse.place);
      partial = true;
      return true;
    },
    get postponed() {
      return postponed;
    },
    finish() {
      if (postponed !== undefined) for (const due of postponed.due()) catchUp(due);
      postponed = undefined;
      collect(correlator.finish());
      const reported = rules.collection.reported;
      const met = [
        ...episodes.all().map(metOfEpisode),
        ...[...hits.values()].filter((hit) => reported.has(ruleKey(hit.rule))).map(metOfHit),
      ].filter((it) => it !== undefined);
      const since = options.since ?? Number.NEGATIVE_INFINITY;
      const linked: Linked[] = met
        .filter((it) => it.lastTime >= since)
        .map((it) => ({ finding: toFinding(it), links: linksOf(it.steps.map((step) => step.sighting)) }));
      const stories = tellStories(linked);
      const home = new Map(stories.flatMap((story) => story.findings.map((id) => [id, story.id] as const)));
      const findings = linked
        .map(({ finding }) => {
          const story = home.get(finding.id);
          return story === undefined ? finding : { ...finding, story };
        })
        .toSorted((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id));
      const steps = new Set(met.flatMap((it) => it.steps.map((step) => step.sighting)));
      const promoted = met.length === 0 ? 0 : [...steps].filter((it) => waiting.has(it) && !alone.has(it)).length;
      return { findings, stories, promoted };
    },
    counts() {
      const counts = correlator.counts();
      return { late: counts.late, duplicate: duplicate + counts.duplicate, evicted: counts.evicted + episodes.evicted };
    },
    snapshot() {
      if (partial) throw new TypeError('events were put off: run with the option `state` to take a snapshot');
      return correlator.snapshot();
    },
    restore: (snapshot) => correlator.restore(snapshot),
  };
}
