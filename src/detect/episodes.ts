// SPDX-License-Identifier: Apache-2.0
// Matches of a rule on single events, gathered into episodes: one attack is one finding that grows, not one per event.
import type { Sighting } from './sighting.ts';

export interface Episode {
  readonly rule: string;
  readonly key: string;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly count: number;
  /** The earliest of its events, by time and id. */
  readonly sightings: readonly Sighting[];
}

interface OpenEpisode {
  rule: string;
  key: string;
  firstTime: number;
  lastTime: number;
  count: number;
  ids: Set<string>;
  sightings: Sighting[];
}

export interface Episodes {
  /** False where this event was counted before. */
  add(rule: string, key: string, sighting: Sighting): boolean;
  all(): readonly Episode[];
  readonly evicted: number;
}

function earlier(a: Sighting, b: Sighting): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function keepEarliest(list: Sighting[], sighting: Sighting, most: number): void {
  const last = list[list.length - 1];
  if (list.length >= most && last !== undefined && earlier(last, sighting) <= 0) return;
  let at = list.length;
  while (at > 0) {
    const before = list[at - 1];
    if (before === undefined || earlier(before, sighting) <= 0) break;
    at--;
  }
  list.splice(at, 0, sighting);
  if (list.length > most) list.pop();
}

/**
 * Events of one rule with the same key belong to one episode while no gap between them is over `gap` milliseconds
 * (default 24 hours). A union of intervals: order does not matter, and adding an event twice changes nothing.
 *
 * @param most - events kept per episode (default 20)
 * @param capacity - episodes kept (default 100,000); the oldest go first, counted in `evicted`
 */
export function createEpisodes({ gap = 86_400_000, most = 20, capacity = 100_000, ids = 10_000 } = {}): Episodes {
  const byKey = new Map<string, OpenEpisode[]>();
  let size = 0;
  let evicted = 0;

  function evict(): void {
    const oldest = byKey.keys().next();
    if (oldest.done) return;
    const gone = byKey.get(oldest.value)?.length ?? 0;
    byKey.delete(oldest.value);
    size -= gone;
    evicted += gone;
  }

  return {
    add(rule, key, sighting) {
      const name = `${rule}\u0000${key}`;
      let list = byKey.get(name);
      if (list === undefined) {
        list = [];
        byKey.set(name, list);
      }
      if (list.some((episode) => episode.ids.has(sighting.id))) return false;
      const near = list.filter((it) => sighting.time >= it.firstTime - gap && sighting.time <= it.lastTime + gap);
      const [home, ...others] = near;
      if (home === undefined) {
        list.push({
          rule,
          key,
          firstTime: sighting.time,
          lastTime: sighting.time,
          count: 1,
          ids: new Set([sighting.id]),
          sightings: [sighting],
        });
        size++;
        while (size > capacity) evict();
        return true;
      }
      home.firstTime = Math.min(home.firstTime, sighting.time);
      home.lastTime = Math.max(home.lastTime, sighting.time);
      home.count++;
      if (home.ids.size < ids) home.ids.add(sighting.id);
      keepEarliest(home.sightings, sighting, most);
      // The event bridged a gap: two episodes are one.
      for (const other of others) {
        home.firstTime = Math.min(home.firstTime, other.firstTime);
        home.lastTime = Math.max(home.lastTime, other.lastTime);
        home.count += other.count;
        for (const id of other.ids) if (home.ids.size < ids) home.ids.add(id);
        for (const it of other.sightings) keepEarliest(home.sightings, it, most);
        list.splice(list.indexOf(other), 1);
        size--;
      }
      return true;
    },
    all: () => [...byKey.values()].flat(),
    get evicted() {
      return evicted;
    },
  };
}
