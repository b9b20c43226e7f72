// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Correlation } from '../types.ts';
import { type Codec, draftSchema, elementSchema } from './codec.ts';
import { asNumber, type Element, groupKey } from './element.ts';
import { type Group, Groups } from './groups.ts';
import type { Draft } from './hits.ts';
import type { Use } from './plan.ts';
import { type Stage, type StageSetup, stillOpen } from './stage.ts';

interface Place {
  readonly latitude: number;
  readonly longitude: number;
  /** Kilometres by which it may be off. */
  readonly radius: number;
}

interface TravelGroup<P> extends Group {
  element: Element<P>;
  place: Place;
  /** The element is part of the open hit. */
  counted: boolean;
  hit: Draft<P> | undefined;
}

const savedSchema = z.array(
  z.object({
    key: z.string(),
    parts: z.array(z.string()),
    element: elementSchema,
    counted: z.boolean(),
    hit: draftSchema.optional(),
  }),
);

const earthRadiusKm = 6371.0088;
/** Nearer than this, two places may be two networks of one town. */
const nearestKm = 100;
const hour = 3_600_000;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(from: Omit<Place, 'radius'>, to: Omit<Place, 'radius'>): number {
  const radians = Math.PI / 180;
  const latitude = Math.sin(((to.latitude - from.latitude) * radians) / 2);
  const longitude = Math.sin(((to.longitude - from.longitude) * radians) / 2);
  const across = Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * longitude * longitude;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(latitude * latitude + across)));
}

function placeOf<P>(element: Element<P>, use: Use): Place | undefined {
  const [latitude, longitude, radius] = use.value.map((slot) => asNumber(element.fields[slot]));
  if (latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude, radius: Math.max(0, radius ?? 0) };
}

/**
 * Our `travel`: two consecutive elements of a group, at most `timespan` apart, whose distance (less what both places
 * may be off) asks for more than `speed` km/h. One instant counts as one second; under 100 km nothing is judged.
 */
export class TravelStage<P> implements Stage<P> {
  readonly #setup: StageSetup<P>;
  readonly #rule: Extract<Correlation, { type: 'travel' }>;
  readonly #groups = new Groups<TravelGroup<P>>();
  #mark = Number.NEGATIVE_INFINITY;

  constructor(setup: StageSetup<P>, rule: Extract<Correlation, { type: 'travel' }>) {
    this.#setup = setup;
    this.#rule = rule;
  }

  get held(): number {
    return this.#groups.size;
  }

  apply(batch: readonly Element<P>[], late: boolean): void {
    for (const element of batch) {
      const use = this.#setup.plan.uses.get(element.rule);
      const key = use === undefined ? undefined : groupKey(element.fields, use.group);
      const place = use === undefined ? undefined : placeOf(element, use);
      if (use === undefined || key === undefined || place === undefined) continue;
      if (late && element.time < this.#mark - this.#rule.timespan) continue;
      const group = this.#groups.get(key);
      if (group === undefined) {
        const parts = use.group.length === 0 ? [] : key.split('\0');
        this.#groups.add({ key, parts, element, place, counted: false, hit: undefined });
        continue;
      }
      this.#groups.touch(group);
      if (late && element.id === group.element.id && element.rule === group.element.rule) {
        this.#setup.counters.duplicate += 1;
        continue;
      }
      this.#judge(group, element, place);
    }
  }

  expire(mark: number): void {
    this.#mark = Math.max(mark, this.#mark);
    for (let group = this.#groups.oldest; group !== undefined; group = this.#groups.oldest) {
      if (group.element.time >= mark - this.#rule.timespan) return;
      this.#groups.remove(group);
    }
  }

  shed(count: number): number {
    let gone = 0;
    for (let group = this.#groups.oldest; group !== undefined && gone < count; group = this.#groups.oldest) {
      this.#groups.remove(group);
      gone += 1;
    }
    return gone;
  }

  save(codec: Codec<P>): z.infer<typeof savedSchema> {
    return Array.from(this.#groups.values(), (group) => ({
      key: group.key,
      parts: [...group.parts],
      element: codec.element(group.element),
      counted: group.counted,
      ...(group.hit === undefined ? {} : { hit: codec.draft(group.hit) }),
    }));
  }

  load(data: unknown, codec: Codec<P>): void {
    this.#groups.clear();
    for (const { key, parts, element: saved, counted, hit } of savedSchema.parse(data)) {
      const element = codec.readElement(saved);
      const use = this.#setup.plan.uses.get(saved.rule);
      const place = element === undefined || use === undefined ? undefined : placeOf(element, use);
      if (element === undefined || place === undefined || this.#groups.get(key) !== undefined) continue;
      this.#groups.add({ key, parts, element, place, counted, hit: hit && codec.readDraft(hit) });
    }
  }

  #judge(group: TravelGroup<P>, element: Element<P>, place: Place): void {
    const behind = element.time < group.element.time;
    const gap = Math.abs(element.time - group.element.time);
    const between = distanceKm(group.place, place) - group.place.radius - place.radius;
    const speed = (between * hour) / (gap === 0 ? 1000 : gap);
    group.hit = stillOpen(group.hit, Math.max(element.time, group.element.time), this.#rule.timespan);
    const met = between >= nearestKm && speed > this.#rule.speed && gap <= this.#rule.timespan;
    // A late element inside an open hit may have been counted.
    const known = behind && group.hit !== undefined && element.time >= group.hit.firstTime;
    if (met && !known) this.#meet(group, element, between, speed);
    if (behind) return;
    group.element = element;
    group.place = place;
    group.counted = met;
  }

  #meet(group: TravelGroup<P>, element: Element<P>, between: number, speed: number): void {
    const { hits, plan } = this.#setup;
    const [first, second] = element.time < group.element.time ? [element, group.element] : [group.element, element];
    if (group.hit === undefined) {
      group.counted = false;
      group.hit = hits.open(plan, group.parts, first, second.time);
      group.hit.values = [String(Math.round(between)), String(Math.round(speed))];
    }
    for (const each of [first, second]) if (each !== group.element || !group.counted) hits.add(group.hit, each, false);
    group.counted = true;
    group.hit.lastTime = Math.max(group.hit.lastTime, second.time);
    hits.changed(group.hit);
  }
}
