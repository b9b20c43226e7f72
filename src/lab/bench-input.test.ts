// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { type BenchSource, benchSpan, generateBenchInput } from './bench-input.ts';

const sizes: readonly (readonly [BenchSource, number, number])[] = [
  ['kubernetes', 2000, 2600],
  ['entra', 3300, 3900],
  ['cloudtrail', 1400, 2000],
];

test.each(sizes)('%s: as many as asked for, of the right mean size, the same each time', (source, least, most) => {
  const pieces = [...generateBenchInput(source, 4000, 3)];
  const text = pieces.join(source === 'cloudtrail' ? '' : '\n');
  const parsed: readonly unknown[] =
    source === 'cloudtrail' ? JSON.parse(text).Records : text.split('\n').map((line) => JSON.parse(line));
  expect(parsed).toHaveLength(4000);
  expect(text.includes('\n')).toBe(source !== 'cloudtrail');
  const mean = text.length / 4000;
  expect(mean).toBeGreaterThan(least);
  expect(mean).toBeLessThan(most);
  expect([...generateBenchInput(source, 4000, 3)].join('\n')).toBe(pieces.join('\n'));
});

test('about one record in a thousand is an attack, spread over the input', () => {
  const lines = [...generateBenchInput('kubernetes', 20_000, 1)];
  const hits = lines.flatMap((line, index) => (line.includes('"curl/8.14.1"') ? [index] : []));
  expect(hits.length).toBeGreaterThanOrEqual(12);
  expect(hits.length).toBeLessThanOrEqual(24);
  expect(Math.max(...hits) - Math.min(...hits)).toBeGreaterThan(15_000);
});

test('values are as many as in a real cluster', () => {
  const users = new Set<string>();
  const names = new Set<string>();
  for (const line of generateBenchInput('kubernetes', 20_000, 1)) {
    const { user, objectRef } = JSON.parse(line);
    users.add(user.username);
    names.add(objectRef?.name);
  }
  expect(users.size).toBeGreaterThan(220);
  expect(names.size).toBeGreaterThan(600);
});

test('all records lie within the span that their number is made for', () => {
  const times = [...generateBenchInput('kubernetes', 4000, 3)].map((line) =>
    Date.parse(JSON.parse(line).requestReceivedTimestamp),
  );
  const span = Math.max(...times) - Math.min(...times);
  expect(span).toBeLessThan(benchSpan('kubernetes') + 60_000);
  expect(span).toBeGreaterThan(benchSpan('kubernetes') * 0.95);
});

test('a shift moves times and nothing else', () => {
  const [first] = generateBenchInput('kubernetes', 100, 3);
  const [shifted] = generateBenchInput('kubernetes', 100, 3, 86_400_000);
  expect(shifted).not.toBe(first);
  expect(shifted?.replaceAll('2026-03-03', '2026-03-02')).toBe(first);
});

test('a pod keeps its token for most of an hour, and no token is used before it is issued', () => {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  let renewals = 0;
  for (const line of generateBenchInput('kubernetes', 40_000, 1)) {
    const { user, objectRef, annotations, responseObject, requestReceivedTimestamp } = JSON.parse(line);
    const used = user.extra?.['authentication.kubernetes.io/credential-id']?.[0];
    if (used !== undefined) seen.add(used);
    if (objectRef?.subresource !== 'token' || !user.username.startsWith('system:node:')) continue;
    expect(seen).not.toContain(annotations['authentication.kubernetes.io/issued-credential-id']);
    const pod = responseObject.spec.boundObjectRef.uid;
    const time = Date.parse(requestReceivedTimestamp);
    const before = last.get(pod);
    if (before !== undefined) {
      renewals++;
      expect(time - before).toBeGreaterThanOrEqual(48 * 60_000 - 1000);
    }
    last.set(pod, time);
  }
  expect(renewals).toBeGreaterThan(100);
});
