// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createCorrelator } from './engine.ts';
import { brief, event, item, rule, run } from './testing/samples.ts';

const failures = rule('failures', { type: 'event_count', rules: ['fail'], bounds: { gte: 3 } });

describe('memory', () => {
  const day = 86_400_000;
  const wide = [
    ['windows', 1_000_000, rule('count', { type: 'event_count', bounds: { gte: 1000 }, timespan: day })],
    ['values', 200_000, rule('new', { type: 'first_seen', field: ['n'], learning: day, known: 1, timespan: day })],
    [
      'buckets',
      200_000,
      rule('volume', { type: 'volume', gte: 1000, factor: 1, baseline: day, learning: 1, timespan: 60_000 }),
    ],
  ] as const;
  it.each(wide)('holds no more than capacity in 100,000 groups: %s, %d elements', (_, elements, of) => {
    const capacity = 20_000;
    const correlator = createCorrelator<string>([of], { lateness: 1000, capacity });
    let most = 0;
    for (let n = 0; n < elements; n++) {
      const user = `u${(n * 7919) % 100_000}`;
      correlator.offer('a', { id: `e${n}`, time: n, get: (field) => (field === 'user' ? user : n), payload: '' });
      if (n % 100 === 0) most = Math.max(most, correlator.counts().held);
      if (n % 1000 === 0) correlator.advance(n);
    }
    expect(most).toBeGreaterThan(capacity / 2);
    expect(most).toBeLessThanOrEqual(capacity);
    expect(correlator.counts().evicted).toBeGreaterThan(elements / 2);
  });

  it('lets go of closed windows without calling it eviction', () => {
    const correlator = createCorrelator<string>([failures], { lateness: 0, capacity: 5000 });
    for (let n = 0; n < 100_000; n++) {
      correlator.offer('fail', item(event('fail', n, { user: `u${n}` })));
      correlator.advance(n);
    }
    expect(correlator.counts()).toEqual({ late: 0, duplicate: 0, evicted: 0, held: 2002 });
  });

  it('applies the oldest early when too much waits, and still finds what is there', () => {
    const noise = Array.from({ length: 5000 }, (_, n) => event('fail', n * 10, { user: `u${n}` }, `noise${n}`));
    const attack = [100, 200, 300].map((time) => event('fail', time));
    const hits = run(
      [failures],
      [...noise, ...attack].toSorted((a, b) => a.time - b.time),
      { capacity: 1000 },
    );
    expect(hits.map(brief)).toEqual(['failures alice 300 100-300 x3 fail100 fail200 fail300']);
  });

  it('bounds the values of one group and the hits that nobody takes', () => {
    const fresh = rule('fresh', { type: 'first_seen', field: ['n'], learning: 0, known: 0 });
    const correlator = createCorrelator<string>([fresh], { lateness: 0, capacity: 1000 });
    for (let n = 0; n < 20_000; n++) correlator.offer('a', item(event('a', n, { n })));
    expect(correlator.finish().length).toBeLessThanOrEqual(1000);
    expect(correlator.counts().held).toBeLessThanOrEqual(1000);
    expect(correlator.counts().evicted).toBeGreaterThan(1000);
  });

  it('does not keep long texts', () => {
    const long = (end: string) => 'x'.repeat(1_000_000) + end;
    const three = rule('three', { type: 'event_count', bounds: { gte: 2 } });
    const [hit, ...others] = run(
      [three],
      ['a', 'a', 'b'].map((end, time) => event('a', time, { user: long(end) })),
    );
    expect(hit?.key.user?.length).toBeLessThan(1100);
    expect(others).toEqual([]);
  });
});
