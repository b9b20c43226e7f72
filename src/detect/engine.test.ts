// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRules } from '../cli/load-rules.ts';
import { namedNetworks, readSettings } from '../cli/settings-file.ts';
import { createEnricher } from '../enrich/enrich.ts';
import { generateLab } from '../lab/lab.ts';
import type { RawRecord } from '../model/event.ts';
import { sources } from '../sources/sources.ts';
import { createEngine } from './engine.ts';
import { buildRuleSet, type RuleSet } from './rule-set.ts';

const settings = readSettings(fileURLToPath(new URL('../../examples/tokenward.yml', import.meta.url)));
const enrich = createEnricher({ networks: namedNetworks(settings) });
const shipped = loadRules(settings);
const lab = [
  ...generateLab({ seed: 3, start: '2026-03-02T00:00:00.000Z', days: 1, people: 10, size: { events: 500 } }),
].map(({ record, file }, at) => ({ record, origin: { file, line: at + 1, offset: at } }));

type Placed = (typeof lab)[number];

function findings(records: readonly Placed[], rules: RuleSet = shipped) {
  const engine = createEngine({ sources, rules, enrich });
  for (const { record, origin } of records) engine.record(record, origin);
  return { ...engine.finish(), counts: engine.counts() };
}

test('the lab has attacks to find', () => {
  const { findings: found, stories } = findings(lab);
  expect(found.length).toBeGreaterThan(20);
  expect(stories.length).toBeGreaterThan(3);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});

test('any order and any repetition of the input give the same findings and stories', () => {
  const first = findings(lab);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(0x7fffffff)), (stream) => {
      const keyed = lab.flatMap((it) => {
        const key = stream.next().value;
        const again = key % 5 === 0 ? [{ it, key: stream.next().value }] : [];
        return [{ it, key }, ...again];
      });
      const mixed = keyed.toSorted((a, b) => a.key - b.key).map(({ it }) => it);
      const second = findings(mixed);
      expect(second.findings).toEqual(first.findings);
      expect(second.stories).toEqual(first.stories);
      expect(second.promoted).toBe(first.promoted);
    }),
    { numRuns: 3 },
  );
});

const kube = (more: object): RawRecord => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  verb: 'list',
  user: { username: 'erin@example.com' },
  objectRef: { resource: 'secrets' },
  requestReceivedTimestamp: '2026-03-02T10:00:00Z',
  ...more,
});
const at = (line: number) => ({ file: 'audit.log', line, offset: line });
const rule = (detection: string): string =>
  `title: Listed\nname: listed\nlogsource: {product: kubernetes, service: audit}\ndetection: {s: ${detection}, condition: s}\n`;
const simple = buildRuleSet([{ file: 'r.yml', text: rule('{verb: list}') }]);

test('a record is matched, clean, unrecognised or unparsable', () => {
  const engine = createEngine({ sources, rules: simple, enrich });
  expect(engine.record(kube({ auditID: 'a' }), at(1)).kind).toBe('matched');
  expect(engine.record(kube({ auditID: 'b', verb: 'get' }), at(2)).kind).toBe('clean');
  expect(engine.record({ hello: 1 }, at(3)).kind).toBe('unrecognised');
  expect(engine.record(kube({ auditID: 'c', requestReceivedTimestamp: 'soon' }), at(4))).toMatchObject({
    kind: 'unparsable',
    code: 'RECORD_INVALID',
  });
});

test('`since` leaves findings out whose last event is older, `only` leaves sources out', () => {
  const late = kube({ auditID: 'b', requestReceivedTimestamp: '2026-03-05T10:00:00Z' });
  const run = (options: object): readonly string[] => {
    const engine = createEngine({ sources, rules: simple, enrich, ...options });
    engine.record(kube({ auditID: 'a' }), at(1));
    engine.record(late, at(2));
    return engine.finish().findings.map(({ time }) => time.slice(0, 10));
  };
  expect(run({})).toEqual(['2026-03-02', '2026-03-05']);
  expect(run({ since: Date.parse('2026-03-03') })).toEqual(['2026-03-05']);
  expect(run({ only: new Set(['okta.system']) })).toEqual([]);
});

test('what an engine learnt can be restored in another', () => {
  const rules = buildRuleSet([
    {
      file: 'r.yml',
      text: `title: New\nname: new\ncorrelation: {type: first_seen, rules: [listed], group-by: [user.username], timespan: 30d, learning: 1d, known: 1, condition: {field: userAgent}}\n---\n${rule('{verb: list}')}`,
    },
  ]);
  const before = createEngine({ sources, rules, enrich });
  before.record(kube({ auditID: 'a', userAgent: 'kubectl' }), at(1));
  expect(before.finish().findings).toEqual([]);
  const curl = kube({ auditID: 'b', userAgent: 'curl', requestReceivedTimestamp: '2026-03-05T10:00:00Z' });
  const fresh = createEngine({ sources, rules, enrich });
  fresh.record(curl, at(2));
  expect(fresh.finish().findings).toEqual([]);
  const after = createEngine({ sources, rules, enrich });
  after.restore(JSON.parse(JSON.stringify(before.snapshot())));
  after.record(curl, at(2));
  expect(after.finish().findings.map((it) => it.rule)).toEqual(['new']);
});
