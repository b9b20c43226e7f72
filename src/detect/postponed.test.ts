// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allInOne, createCorrelator, groupHash, joinHashes, ruleKey } from '../sigma/sigma.ts';
import { kubernetesAudit } from '../sources/kubernetes-audit/kubernetes-audit.source.ts';
import { Postponed } from './postponed.ts';
import { buildRuleSet } from './rule-set.ts';
import { compileFor } from './source-rules.ts';

const detections = ['a', 'b', 'c', 'd']
  .map(
    (name) => `title: ${name}
name: ${name}
logsource: {product: kubernetes, service: audit}
detection: {s: {verb: ${name}}, condition: s}
`,
  )
  .join('---\n');

const inner = fc.constantFrom(
  '{type: first_seen, rules: [a], group-by: [user], timespan: 30d, learning: 0s, known: 1, condition: {field: place}}',
  '{type: first_seen, rules: [a, b], group-by: [user], timespan: 30d, learning: 5s, known: 0, condition: {field: place}}',
  '{type: event_count, rules: [b], group-by: [user], timespan: 20s, condition: {gte: 2}}',
  '{type: temporal, rules: [a, c], group-by: [place], timespan: 20s}',
  '{type: temporal_ordered, rules: [b, a], group-by: [who], timespan: 20s, aliases: {who: {a: user, b: place}}}',
  '{type: travel, rules: [a], group-by: [user], timespan: 1m, speed: 1, condition: {latitude: place, longitude: place}}',
);
const outer = fc.constantFrom(
  '{type: temporal_ordered, rules: [inner, d], group-by: [user], timespan: 30s}',
  '{type: temporal, rules: [d, inner], group-by: [place], timespan: 30s}',
  '{type: absence, rules: [inner, d], group-by: [user], timespan: 5s}',
  '{type: absence, rules: [d, inner], group-by: [user], timespan: 5s}',
  '{type: absence, rules: [d, b], group-by: [place], timespan: 5s}',
  '{type: value_count, rules: [c], group-by: [user], timespan: 1m, condition: {gte: 2, field: place}}',
  '{type: event_count, rules: [inner], group-by: [place], timespan: 1m, condition: {gte: 2}}',
  '{type: event_count, rules: [d], group-by: [], timespan: 1m, condition: {lte: 2}}',
  '{type: temporal, rules: [a, b, c, d], group-by: [user], timespan: 1m, condition: {gte: 3}}',
);
const outmost = fc.constantFrom(
  '{type: temporal, rules: [outer, c], group-by: [user], timespan: 1m}',
  '{type: event_count, rules: [outer], group-by: [place], timespan: 1m, condition: {gte: 1}}',
  '{type: first_seen, rules: [outer], group-by: [user], timespan: 30d, learning: 0s, known: 0, condition: {field: place}}',
);
const generate = fc.constantFrom('}', ', generate: true}');

const elements = fc.array(
  fc.record({
    rule: fc.constantFrom('a', 'b', 'c', 'd'),
    time: fc.integer({ min: 0, max: 40 }).map((it) => it * 1000),
    user: fc.constantFrom('alice', 'alice', 'bob', 'bob', 30, undefined),
    place: fc.constantFrom(10, 20, 30, 30, 'alice', undefined),
  }),
  { minLength: 2, maxLength: 30, size: 'max' },
);

const news =
  '{type: first_seen, rules: [a, b], group-by: [user], timespan: 30d, learning: 0s, known: 0, condition: {field: place}}';
const never = '{type: event_count, rules: [outer], group-by: [place], timespan: 1m, condition: {gte: 1}}';
type Case = [string, string, string, string, typeof elements extends fc.Arbitrary<infer T> ? T : never];

/** What chance seldom brings together. */
const examples: Case[] = [
  // How far the hits reach back that an absence compares with is told by another group.
  [
    news,
    '{type: absence, rules: [d, inner], group-by: [user], timespan: 5s}',
    '{type: temporal, rules: [outer, c], group-by: [user], timespan: 1m}',
    '}',
    [
      { rule: 'a', time: 0, user: 'bob', place: 10 },
      { rule: 'd', time: 20_000, user: 'alice', place: 10 },
      { rule: 'c', time: 21_000, user: 'alice', place: 10 },
    ],
  ],
  // One element in each of two groups inside is two hits in one group outside.
  [
    '{type: event_count, rules: [b], group-by: [user], timespan: 20s, condition: {gte: 1}}',
    '{type: event_count, rules: [inner], group-by: [place], timespan: 1m, condition: {gte: 2}}',
    never,
    '}',
    [
      { rule: 'b', time: 0, user: 'bob', place: 10 },
      { rule: 'b', time: 1000, user: 'alice', place: 10 },
    ],
  ],
  // A hit hands on the text of its group, whatever field of the event that was.
  [
    '{type: event_count, rules: [a], group-by: [user], timespan: 20s, condition: {gte: 1}, aliases: {user: {a: place}}}',
    '{type: temporal_ordered, rules: [inner, d], group-by: [user], timespan: 30s}',
    never,
    '}',
    [
      { rule: 'a', time: 0, user: 'bob', place: 'alice' },
      { rule: 'd', time: 2000, user: 'alice', place: 10 },
    ],
  ],
];

test('what is not due could not have changed what is found', () => {
  let all = 0;
  let due = 0;
  let found = 0;
  fc.assert(
    fc.property(inner, outer, outmost, generate, elements, (first, second, third, own, events) => {
      const correlation = (name: string, text: string): string =>
        `---\ntitle: ${name}\nname: ${name}\ncorrelation: ${text.replace(/}$/, own)}\n`;
      const rules = buildRuleSet([
        {
          file: 'rules.yml',
          text: detections + correlation('inner', first) + correlation('outer', second) + correlation('outmost', third),
        },
      ]);
      expect(rules.rejected).toEqual([]);
      const { correlations, reported, find } = rules.collection;
      const compiled = new Map(compileFor(rules, kubernetesAudit).map((rule) => [rule.key, rule]));
      const hitsOf = (numbers: readonly number[]): unknown => {
        const correlator = createCorrelator<number>(correlations, {
          lateness: Number.POSITIVE_INFINITY,
          capacity: 1_000_000,
          resolve: (reference) => {
            const rule = find(reference);
            return rule === undefined ? reference : ruleKey(rule);
          },
        });
        for (const number of numbers) {
          const event = events[number];
          if (event === undefined) continue;
          const get = (field: string): unknown => event[field as keyof typeof event];
          correlator.offer(event.rule, { id: `e${number}`, time: event.time, get, payload: number });
        }
        return correlator.finish().filter((hit) => reported.has(ruleKey(hit.rule)));
      };
      const postponed = new Postponed(rules);
      for (const [number, event] of events.entries()) {
        const rule = compiled.get(event.rule);
        if (rule === undefined) continue;
        expect(postponed.meet(`e${number}`)).toBeUndefined();
        postponed.add(rule, event.time, (key) =>
          (postponed.outlook.keys[key] ?? []).reduce(
            (before, field) => joinHashes(before, groupHash(event[field as keyof typeof event])),
            allInOne,
          ),
        );
        postponed.close(event.time, { input: 0, offset: number, length: 1, line: 1, hash: 0 });
      }
      const numbers = [...postponed.due()].map(({ place }) => place.offset);
      const hits = hitsOf(events.map((_event, number) => number));
      expect(hitsOf(numbers)).toEqual(hits);
      all += events.length;
      due += numbers.length;
      found += Array.isArray(hits) ? hits.length : 0;
    }),
    { numRuns: 1000, examples },
  );
  // Some were left out and something was found, or the comparison says nothing.
  expect(due).toBeLessThan(all * 0.8);
  expect(found).toBeGreaterThan(500);
});

test('an id that comes again gives back what was put off for it, once', () => {
  const rules = buildRuleSet([
    {
      file: 'rules.yml',
      text: `${detections}---\ntitle: t\nname: t\ncorrelation: {type: event_count, rules: [a], group-by: [user], timespan: 1m, condition: {gte: 9}}\n`,
    },
  ]);
  const [rule] = compileFor(rules, kubernetesAudit).filter((it) => it.key === 'a');
  const postponed = new Postponed(rules);
  for (let number = 0; number < 5000; number++) {
    expect(postponed.meet(`event-${number}`)).toBeUndefined();
    if (rule !== undefined) postponed.add(rule, number, () => groupHash(`user ${number}`));
    postponed.close(number, { input: 0, offset: number * 10, length: 10, line: number + 1, hash: -number });
  }
  expect(postponed.meet('event-4000')).toEqual({
    place: { input: 0, offset: 40_000, length: 10, line: 4001, hash: -4000 },
    rules: [rule],
  });
  expect(postponed.meet('event-4000')?.rules).toEqual([]);
  expect([...postponed.due(true)]).toHaveLength(4999);
  expect([...postponed.due(true)]).toHaveLength(0);
});
