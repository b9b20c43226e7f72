// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEpisodes, type Episode } from './episodes.ts';
import type { Sighting } from './sighting.ts';

function sighting(id: string, time: number): Sighting {
  return { id, source: 's', time, origin: { file: 'f', line: 1, offset: 0 }, lifecycle: {}, synthetic: false };
}

function told(list: readonly Episode[]): unknown {
  return list
    .map(({ rule, key, firstTime, lastTime, count, sightings }) => ({
      rule,
      key,
      firstTime,
      lastTime,
      count,
      ids: sightings.map(({ id }) => id),
    }))
    .toSorted((a, b) => a.firstTime - b.firstTime || a.rule.localeCompare(b.rule) || a.key.localeCompare(b.key));
}

test('events at most a gap apart are one episode, others are not', () => {
  const episodes = createEpisodes({ gap: 10 });
  for (const time of [0, 10, 21, 40]) episodes.add('r', 'k', sighting(`e${time}`, time));
  expect(told(episodes.all())).toMatchObject([
    { firstTime: 0, lastTime: 10, count: 2, ids: ['e0', 'e10'] },
    { firstTime: 21, lastTime: 21, count: 1 },
    { firstTime: 40, lastTime: 40, count: 1 },
  ]);
});

test('an event between two episodes joins them', () => {
  const episodes = createEpisodes({ gap: 10 });
  for (const time of [0, 20, 10]) episodes.add('r', 'k', sighting(`e${time}`, time));
  expect(told(episodes.all())).toMatchObject([{ firstTime: 0, lastTime: 20, count: 3, ids: ['e0', 'e10', 'e20'] }]);
});

test('rules and keys keep apart, and an event counts once', () => {
  const episodes = createEpisodes();
  const one = sighting('e', 0);
  expect(episodes.add('r', 'k', one)).toBe(true);
  expect(episodes.add('r', 'k', one)).toBe(false);
  expect(episodes.add('r', 'other', one)).toBe(true);
  expect(episodes.add('q', 'k', one)).toBe(true);
  expect(episodes.all().map(({ count }) => count)).toEqual([1, 1, 1]);
});

test('the same as joining sorted times, in any order and with any repetition', () => {
  const event = fc.record({ time: fc.nat(200), key: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.array(fc.nat(59)), (events, again) => {
      const given = events.map(({ time, key }, at) => ({ key, it: sighting(`e${at}`, time) }));
      const episodes = createEpisodes({ gap: 5, most: 4 });
      const mixed = [...again.flatMap((at) => given.slice(at, at + 1)), ...given];
      for (const { key, it } of mixed) episodes.add('r', key, it);
      const expected: { key: string; times: number[]; ids: string[] }[] = [];
      for (const { key, it } of given.toSorted((a, b) => a.it.time - b.it.time || (a.it.id < b.it.id ? -1 : 1))) {
        const open = expected.findLast((one) => one.key === key);
        if (open !== undefined && it.time - (open.times.at(-1) ?? 0) <= 5) {
          open.times.push(it.time);
          open.ids.push(it.id);
        } else expected.push({ key, times: [it.time], ids: [it.id] });
      }
      expect(told(episodes.all())).toEqual(
        expected
          .map(({ key, times, ids }) => ({
            rule: 'r',
            key,
            firstTime: times[0] ?? 0,
            lastTime: times.at(-1) ?? 0,
            count: times.length,
            ids: ids.slice(0, 4),
          }))
          .toSorted((a, b) => a.firstTime - b.firstTime || a.key.localeCompare(b.key)),
      );
    }),
  );
});

test('past the capacity the oldest go, and are counted', () => {
  const episodes = createEpisodes({ capacity: 3 });
  for (let at = 0; at < 10; at++) episodes.add('r', `k${at}`, sighting(`e${at}`, at));
  expect(episodes.all().map(({ key }) => key)).toEqual(['k7', 'k8', 'k9']);
  expect(episodes.evicted).toBe(7);
});
