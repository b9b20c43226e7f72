// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { type BenchSource, generateBenchInput } from './bench-input.ts';

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
  expect(users.size).toBeGreaterThan(300);
  expect(names.size).toBeGreaterThan(1000);
});
