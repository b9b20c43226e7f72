// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../model/finding.ts';
import type { Sighting } from './sighting.ts';
import { type Linked, linksOf, tellStories } from './stories.ts';

const hour = 3_600_000;
const iso = (hours: number): string => new Date(Date.parse('2026-03-02T00:00:00Z') + hours * hour).toISOString();

function linked(
  id: string,
  hours: number,
  links: readonly string[],
  { severity = 'medium', lasts = 0 }: { readonly severity?: Finding['severity']; readonly lasts?: number } = {},
): Linked {
  const finding: Finding = {
    id,
    rule: 'r',
    title: `title of ${id}`,
    summary: '',
    severity,
    confidence: 'medium',
    maturity: 'stable',
    time: iso(hours),
    firstSeen: iso(hours),
    lastSeen: iso(hours + lasts),
    count: 1,
    attack: { techniques: [], analytics: [] },
    evidence: [],
    mitigations: [],
    next: [],
    falsePositives: [],
  };
  return { finding, links: new Set(links) };
}

test('findings that share a link are one story, told in order under its worst title', () => {
  const stories = tellStories([
    linked('c', 3, ['address 203.0.113.5'], { severity: 'critical', lasts: 2 }),
    linked('a', 1, ['principal erin']),
    linked('b', 2, ['principal erin', 'address 203.0.113.5']),
    linked('alone', 2, ['principal bo']),
  ]);
  expect(stories).toMatchObject([
    {
      title: 'title of c',
      severity: 'critical',
      firstSeen: iso(1),
      lastSeen: iso(5),
      findings: ['a', 'b', 'c'],
      links: ['address 203.0.113.5', 'principal erin'],
    },
  ]);
});

test('a shared link says nothing after two quiet days', () => {
  expect(tellStories([linked('a', 0, ['x']), linked('b', 49, ['x'])])).toEqual([]);
  expect(tellStories([linked('a', 0, ['x']), linked('b', 48, ['x'])])).toHaveLength(1);
  // A long finding reaches over shorter ones that begin later.
  const list = [linked('a', 0, ['x'], { lasts: 100 }), linked('b', 1, ['x']), linked('c', 140, ['x'])];
  expect(tellStories(list)[0]?.findings).toEqual(['a', 'b', 'c']);
});

test('what forty findings share ties none of them', () => {
  const many = (count: number): readonly Linked[] =>
    Array.from({ length: count }, (_it, at) => linked(`f${at}`, at / 10, ['address 203.0.113.5']));
  expect(tellStories(many(40))).toHaveLength(1);
  expect(tellStories(many(41))).toEqual([]);
});

test('the order of the findings does not matter', () => {
  const one = fc.record({ at: fc.nat(200), links: fc.subarray(['x', 'y', 'z']), lasts: fc.nat(30) });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (list, order) => {
        const given = list.map(({ at, links, lasts }, index) => linked(`f${index}`, at, links, { lasts }));
        const mixed = given.toSorted((a, b) => (order[given.indexOf(a)] ?? 0) - (order[given.indexOf(b)] ?? 0));
        expect(tellStories(mixed)).toEqual(tellStories(given));
      },
    ),
  );
});

test('addresses inside, of named zones and of nobody tie nothing; ids do', () => {
  const of = (lifecycle: Sighting['lifecycle']): readonly string[] => {
    const it = { id: 'e', source: 's', time: 0, origin: { file: '', line: 1, offset: 0 }, lifecycle, synthetic: false };
    return [...linksOf([it])].toSorted();
  };
  expect(of({ 'network.ip': '10.0.0.1', 'network.class': 'private' })).toEqual([]);
  expect(of({ 'network.ip': '203.0.113.5', 'network.class': 'isp', 'network.zone': 'office' })).toEqual([]);
  expect(of({ 'network.ip': '203.0.113.5' })).toEqual([]);
  expect(of({ 'network.ip': '203.0.113.5', 'network.class': 'hosting' })).toEqual(['address 203.0.113.5']);
  expect(of({ 'principal.id': 'kubelet', 'principal.kind': 'system' })).toEqual([]);
  expect(
    of({ 'principal.id': 'erin', 'credential.id': 'c', 'credential.issued': 'd', 'session.id': 's', 'client.id': '' }),
  ).toEqual(['credential c', 'credential d', 'principal erin', 'session s']);
});
