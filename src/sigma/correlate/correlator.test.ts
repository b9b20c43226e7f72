// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenwardError } from '../../model/error.ts';
import type { Hit } from './correlator.ts';
import { createCorrelator } from './engine.ts';
import { brief, event, item, rule, run, type Sample } from './testing/samples.ts';

const failures = rule('failures', { type: 'event_count', rules: ['fail'], bounds: { gte: 3 } });
const breakIn = rule('break-in', {
  type: 'temporal_ordered',
  rules: ['failures', 'login'],
  timespan: 2000,
  groupBy: ['user', 'ip'],
});
const all = [
  rule('count', { type: 'event_count', bounds: { gte: 3 }, timespan: 10 }),
  rule('few', { type: 'event_count', bounds: { lte: 1 }, timespan: 10 }),
  rule('values', { type: 'value_count', field: ['place'], bounds: { gte: 3 }, timespan: 10 }),
  rule('sum', { type: 'value_sum', field: ['number'], bounds: { gt: 1.3 }, timespan: 10 }),
  rule('average', { type: 'value_avg', field: ['number'], bounds: { gt: 0.6 }, timespan: 10 }),
  rule('median', {
    type: 'value_percentile',
    percentile: 50,
    field: ['number'],
    bounds: { gt: 0.5 },
    timespan: 10,
  }),
  rule('together', { type: 'temporal', rules: ['a', 'b', 'c'], timespan: 10 }),
  rule('ordered', { type: 'temporal_ordered', rules: ['c', 'a', 'b'], timespan: 10 }),
  rule('new', { type: 'first_seen', rules: ['a', 'b'], field: ['place'], learning: 10, known: 1, timespan: 1000 }),
  rule('absent', { type: 'absence', rules: ['a', 'b'], timespan: 10 }),
  rule('travel', {
    type: 'travel',
    rules: ['a', 'b'],
    latitude: 'place',
    longitude: 'place',
    speed: 1e9,
    timespan: 10,
  }),
  rule('volume', { type: 'volume', gte: 2, factor: 1, baseline: 50, learning: 1, timespan: 10 }),
  rule('outer', { type: 'temporal', rules: ['ordered', 'count', 'new'], bounds: { gte: 2 }, timespan: 15 }),
  rule('places', {
    type: 'value_count',
    rules: ['outer', 'absent'],
    field: ['place'],
    bounds: { gte: 2 },
    timespan: 60,
  }),
];
const samples = fc.array(
  fc
    .record({
      of: fc.constantFrom('a', 'b', 'c'),
      time: fc.integer({ min: 0, max: 80 }),
      user: fc.constantFrom('alice', 'alice', 'bob', undefined),
      place: fc.constantFrom(0, 10, 20, 30, undefined),
      number: fc.constantFrom(0.1, 0.2, 0.7, 1e15, -1e15, undefined),
    })
    .map(({ of, time, ...fields }) => ({
      ...event(of, time, fields),
      id: [of, time, ...Object.values(fields)].join('/'),
    })),
  { maxLength: 60 },
);
const plain = (hits: readonly Hit<string>[]) => hits.map(({ rule: of, ...hit }) => ({ of: of.meta.name, ...hit }));
const sorted = (hits: Iterable<Hit<string>>) =>
  plain([...hits].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)));

/** Streams with a watermark after each element; the newest version of each hit. */
function stream(input: readonly Sample[], lateness: number, restoreAt = -1): ReturnType<typeof plain> {
  const options = { lateness, capacity: 10_000 };
  let correlator = createCorrelator<string>(all, options);
  const hits = new Map<string, Hit<string>>();
  let watermark = Number.NEGATIVE_INFINITY;
  const keep = (some: readonly Hit<string>[]) => {
    for (const hit of some) hits.set(hit.id, hit);
  };
  input.forEach((sample, index) => {
    if (index === restoreAt) {
      const saved = JSON.stringify(correlator.snapshot());
      correlator = createCorrelator<string>(all, options);
      correlator.restore(JSON.parse(saved));
      expect(JSON.stringify(correlator.snapshot())).toBe(saved);
    }
    correlator.offer(sample.rule, item(sample));
    watermark = Math.max(watermark, sample.time);
    keep(correlator.advance(watermark));
  });
  keep(correlator.finish());
  return sorted(hits.values());
}

describe('chains', () => {
  const fail = (time: number) => event('fail', time, { ip: '192.0.2.7', kind: `k${time}` });
  const login = event('login', 1900, { ip: '192.0.2.7' });

  it('makes an element of an inner hit, with its steps and the fields of its first element', () => {
    const hits = run([failures, breakIn], [fail(0), fail(10), fail(20), login]);
    expect(hits.map(brief)).toEqual([
      'failures alice 20 0-20 x3 fail0 fail10 fail20',
      'break-in alice,192.0.2.7 1900 0-1900 x4 fail0 fail10 fail20 login1900',
    ]);
  });

  it('is not met if the inner hit is not, or comes later', () => {
    expect(run([failures, breakIn], [fail(0), fail(10), login])).toEqual([]);
    const after = [login, fail(1901), fail(1902), fail(1903)];
    expect(run([failures, breakIn], after).map(({ rule: of }) => of.meta.name)).toEqual(['failures']);
  });

  it('carries fields through several levels, by id and through aliases', () => {
    const middle = rule('middle', { type: 'event_count', rules: ['failures'], bounds: { gte: 1 }, groupBy: [] });
    const outer = rule('outer', {
      type: 'event_count',
      rules: ['id-of-middle'],
      bounds: { gte: 1 },
      groupBy: ['what', 'user'],
      aliases: { what: { middle: 'kind' } },
    });
    const named = { ...middle, meta: { ...middle.meta, id: 'id-of-middle' } };
    const hit = run([failures, named, outer], [fail(5), fail(10), fail(20)]).find((one) => one.rule === outer);
    expect(hit?.key).toEqual({ what: 'k5', user: 'alice' });
    expect(hit?.count).toBe(3);
  });

  it('finds base rules by whatever the caller resolves', () => {
    const byId = rule('by-id', { type: 'event_count', rules: ['5638f7c0'], bounds: { gte: 1 } });
    const resolve = (reference: string) => (reference === '5638f7c0' ? 'fail' : reference);
    expect(run([byId], [fail(0)])).toEqual([]);
    expect(run([byId], [fail(0)], { resolve })).toHaveLength(1);
  });

  it('refuses rules in the wrong order', () => {
    expect(() => run([breakIn, failures], [])).toThrow(TypeError);
  });
});

describe('any order and any repetition gives the same hits', () => {
  it('in finite input', () => {
    let found = 0;
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.integer()), (input, order) => {
        const first = plain(run(all, input));
        const shuffled = [...input, ...input.filter((_, index) => index % 3 === 0)]
          .map((sample) => ({ sample, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        found += first.length;
        expect(
          plain(
            run(
              all,
              shuffled.map(({ sample }) => sample),
            ),
          ),
        ).toEqual(first);
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('in a stream that is out of order by less than the lateness, and over a restart', () => {
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.nat({ max: 19 })), fc.nat({ max: 60 }), (input, delay, restart) => {
        const arriving = [...input, ...input]
          .map((sample) => ({ sample, at: sample.time + (delay.next().value ?? 0) }))
          .sort((a, b) => a.at - b.at)
          .map(({ sample }) => sample);
        const first = plain(run(all, input));
        expect(stream(arriving, 20)).toEqual(first);
        expect(stream(arriving, 20, restart)).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  it('and a replay of all that was applied neither finds nor counts anything again', () => {
    fc.assert(
      fc.property(samples, (input) => {
        const correlator = createCorrelator<string>(all, { lateness: 0, capacity: 10_000 });
        for (const sample of input) correlator.offer(sample.rule, item(sample));
        const hits = new Map(correlator.advance(80).map((hit) => [hit.id, hit]));
        for (const sample of input) correlator.offer(sample.rule, item(sample));
        for (const hit of correlator.advance(80)) {
          const before = hits.get(hit.id);
          expect(plain([hit])).toEqual(before === undefined ? [] : plain([before]));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('late elements', () => {
  it('are counted, and still complete what is open', () => {
    const three = rule('three', { type: 'event_count', bounds: { gte: 3 } });
    const correlator = createCorrelator<string>([three], { lateness: 100, capacity: 1000 });
    for (const time of [0, 900]) correlator.offer('a', item(event('a', time)));
    expect(correlator.advance(1000)).toEqual([]);
    correlator.offer('a', item(event('a', 500)));
    expect(correlator.advance(1000).map(brief)).toEqual(['three alice 900 0-900 x3 a0 a500 a900']);
    correlator.offer('a', item(event('a', 500)));
    expect(correlator.advance(1000)).toEqual([]);
    expect(correlator.counts()).toMatchObject({ late: 2, duplicate: 1, evicted: 0 });
  });

  it('complete a chain from the front', () => {
    const pair = rule('pair', { type: 'temporal_ordered', rules: ['a', 'b'] });
    const correlator = createCorrelator<string>([pair], { lateness: 0, capacity: 1000 });
    correlator.offer('b', item(event('b', 900)));
    expect(correlator.advance(900)).toEqual([]);
    correlator.offer('a', item(event('a', 500)));
    expect(correlator.advance(900).map(brief)).toEqual(['pair alice 900 500-900 x2 a500 b900']);
  });

  it('of one instant are told apart and put in the order of the rules', () => {
    const pair = rule('pair', { type: 'temporal_ordered', rules: ['b', 'a'] });
    const many = rule('many', { type: 'event_count', rules: ['b', 'a'], bounds: { gte: 6 } });
    const correlator = createCorrelator<string>([pair, many], { lateness: 0, capacity: 1000 });
    const offer = (of: string, id: string) => correlator.offer(of, item(event(of, 5, {}, id)));
    for (const id of ['m', 'c', 'x']) offer('a', id);
    expect(correlator.advance(5)).toEqual([]);
    for (const id of ['c', 'd', 'x', 'm']) offer('a', id);
    offer('b', 'c');
    expect(correlator.advance(5).map(brief)).toEqual(['pair alice 5 5-5 x5 c c d m x']);
    expect(correlator.counts()).toMatchObject({ late: 5, duplicate: 6 });
  });

  it('in great number do not bring it to a halt', () => {
    const rules = [
      rule('pair', { type: 'temporal_ordered', rules: ['a', 'b'], groupBy: [] }),
      rule('many', { type: 'event_count', bounds: { gte: 1e6 }, groupBy: [] }),
      rule('new', { type: 'first_seen', field: ['n'], learning: 0, known: 3, groupBy: [] }),
    ];
    const correlator = createCorrelator<string>(rules, { lateness: 0, capacity: 1_000_000 });
    for (let n = 0; n < 40_000; n++) {
      correlator.offer('a', { id: `e${n}`, time: n % 2, get: () => n, payload: '' });
      if (n % 10 === 0) correlator.advance(1);
    }
    expect(correlator.counts()).toMatchObject({ late: 39_999, duplicate: 0, evicted: 0 });
  }, 10_000);

  it('that explain a use are waited for', () => {
    const unissued = rule('unissued', { type: 'absence', rules: ['use', 'issue'] });
    const correlator = createCorrelator<string>([unissued], { lateness: 500, capacity: 1000 });
    correlator.offer('issue', item(event('issue', 0, { user: 'bob' })));
    correlator.offer('use', item(event('use', 2000)));
    expect(correlator.advance(2499)).toEqual([]);
    correlator.offer('issue', item(event('issue', 1999)));
    expect(correlator.advance(9000)).toEqual([]);
  });
});

describe('a snapshot', () => {
  const good = () => {
    const correlator = createCorrelator<string>(all, { lateness: 10, capacity: 1000 });
    for (const time of [0, 5, 20, 30]) correlator.offer('a', item(event('a', time, { place: time })));
    correlator.advance(30);
    return structuredClone(correlator.snapshot());
  };

  it('is refused whole if it is not one', () => {
    const correlator = createCorrelator<string>(all, { lateness: 10, capacity: 1000 });
    correlator.restore(good());
    const before = JSON.stringify(correlator.snapshot());
    const broken = [
      null,
      7,
      {},
      { version: 2 },
      { ...Object(good()), waiting: [{}] },
      { ...Object(good()), mark: 'x' },
    ];
    const inner = JSON.parse(JSON.stringify(good()).replaceAll('"parts":["alice"]', '"parts":"alice"'));
    for (const bad of [...broken, inner]) {
      const refusal = (() => {
        try {
          correlator.restore(bad);
        } catch (error) {
          return error;
        }
      })();
      expect(refusal).toBeInstanceOf(TokenwardError);
      expect(refusal).toMatchObject({ code: 'STATE_INVALID' });
    }
    expect(JSON.stringify(correlator.snapshot())).toBe(before);
  });

  it('carries payloads through encode and decode', () => {
    const options = {
      lateness: 0,
      capacity: 100,
      encode: (payload: bigint) => payload.toString(),
      decode: (saved: unknown) => BigInt(String(saved)),
    };
    const two = rule('two', { type: 'event_count', bounds: { gte: 2 } });
    const first = createCorrelator<bigint>([two], options);
    first.offer('a', { ...item(event('a', 0)), payload: 7n });
    const second = createCorrelator<bigint>([two], options);
    second.restore(JSON.parse(JSON.stringify(first.snapshot())));
    second.offer('a', { ...item(event('a', 1)), payload: 8n });
    expect(second.finish()[0]?.steps.map(({ payload }) => payload)).toEqual([7n, 8n]);
    const bad = JSON.parse(JSON.stringify(first.snapshot()).replace('"payload":"7"', '"payload":"seven"'));
    expect(() => second.restore(bad)).toThrow(TokenwardError);
  });

  it('starts a changed correlation anew, and keeps the others', () => {
    const two = rule('two', { type: 'event_count', bounds: { gte: 2 } });
    const other = rule('other', { type: 'value_count', field: ['ip'], bounds: { gte: 2 } });
    const first = createCorrelator<string>([two, other], { lateness: 0, capacity: 100 });
    first.offer('a', item(event('a', 0, { ip: 'x' })));
    first.advance(0);
    const changed = rule('two', { type: 'event_count', bounds: { gte: 2 }, groupBy: [] });
    const second = createCorrelator<string>([other, changed], { lateness: 0, capacity: 100 });
    second.restore(first.snapshot());
    second.offer('a', item(event('a', 1, { ip: 'y' })));
    expect(second.finish().map(brief)).toEqual(['other alice 1 0-1 x2 a0 a1']);
  });

  it('forgets values that were not seen for longer than the timespan', () => {
    const fresh = rule('fresh', { type: 'first_seen', field: ['ip'], learning: 0, known: 1, timespan: 100 });
    const correlator = createCorrelator<string>([fresh], { lateness: 0, capacity: 100 });
    for (const [time, ip] of [
      [0, 'x'],
      [1, 'y'],
      [150, 'x'],
    ] as const)
      correlator.offer('a', item(event('a', time, { ip })));
    correlator.advance(150);
    expect(JSON.stringify(correlator.snapshot())).not.toContain('"value":"y"');
    correlator.offer('a', item(event('a', 160, { ip: 'y' })));
    expect(correlator.finish().map(({ values }) => values)).toEqual([['y', 'x']]);
  });
});

it('refuses a time that is none and options out of range', () => {
  const correlator = createCorrelator<string>([failures], { lateness: 0, capacity: 1 });
  expect(() => correlator.offer('fail', item(event('fail', Number.NaN)))).toThrow(TypeError);
  expect(() => createCorrelator([], { lateness: -1, capacity: 1 })).toThrow(TypeError);
  expect(() => createCorrelator([], { lateness: 0, capacity: 0 })).toThrow(TypeError);
});

it('is not led astray by the names of fields and values', () => {
  const odd = rule('odd', { type: 'event_count', bounds: { gte: 2 }, groupBy: ['__proto__', 'constructor'] });
  const samplesOf = [0, 1].map((time) => ({
    rule: 'a',
    time,
    fields: JSON.parse('{"__proto__":"__proto__","constructor":"toString"}') as Record<string, unknown>,
  }));
  const [hit] = run([odd], samplesOf);
  expect(Object.entries(hit?.key ?? {})).toEqual([
    ['__proto__', '__proto__'],
    ['constructor', 'toString'],
  ]);
});
