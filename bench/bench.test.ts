// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCaseFiles, shippedRules } from '../src/cli/rule-files.ts';
import { benchSources } from '../src/lab/bench-input.ts';
import { engines, enginesFor, type Measured } from './engines.ts';
import { ensureInput } from './inputs.ts';
import { parseAll } from './json-parse.ts';
import { measure } from './measure.ts';
import { disagreements, median, summarise, table } from './results.ts';
import { findRsigma } from './rsigma.ts';
import { tenNames } from './ten.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenward-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const once = (ms: number, signature = 'a', events = 1000): Measured => ({
  ms,
  cpuMs: ms * 2,
  loadMs: 5,
  events,
  rules: 3,
  matches: 7,
  signature,
  peakMemoryMB: 90,
});
const input = { name: 'kubernetes', path: '', events: 1000, bytes: 2_000_000 } as const;
const two = engines.filter((it) => it.id === 'json-parse' || it.id === 'tokenward');

test.each(benchSources)('%s: engines agree, and the baseline parses every record', async (name) => {
  const made = await ensureInput(name, 2000, folder);
  expect(parseAll(made.path)).toBe(2000);
  const everything = enginesFor(name).run;
  // The rules take longest to read here; one input is enough for the rule beside them.
  const run = name === 'kubernetes' ? everything : everything.filter((it) => it.id !== 'first-seen');
  const round = new Map<string, Measured>();
  for (const { id } of run) {
    const part = await measure(id, name, made.path, made.events);
    round.set(id, { peakMemoryMB: 1, ...part });
  }
  expect(disagreements(made, run, [round])).toEqual([]);
  if (name !== 'kubernetes') return;
  expect(round.get('first-seen')?.rules).toBe((round.get('tokenward')?.rules ?? 0) + 2);
  expect(round.get('first-seen')?.matches).toBeGreaterThan(round.get('tokenward')?.matches ?? 0);
});

test('the ten rules match the same in all engines on the cases that the rules ship with', async () => {
  const events = readCaseFiles(join(shippedRules, 'kubernetes')).flatMap((file) => {
    const { cases } = parse(file.text) as { cases: readonly { events?: readonly object[] }[] };
    return cases.flatMap((one) => one.events ?? []);
  });
  const audit = events.filter((event) => 'kind' in event && 'auditID' in event);
  const unique = audit.map((event, index) => JSON.stringify({ ...event, auditID: `case-${index}` }));
  const path = join(folder, 'cases.ndjson');
  writeFileSync(path, `${unique.join('\n')}\n`);
  const ours = await measure('tokenward-ten', 'kubernetes', path, unique.length);
  const duckdb = await measure('duckdb-ten', 'kubernetes', path, unique.length);
  expect(duckdb.signature).toBe(ours.signature);
  const counts = ours.signature.split(' ').map(Number);
  expect(tenNames.filter((_, index) => (counts[index] ?? 0) === 0)).toEqual([]);
  if (findRsigma() === undefined) return;
  const rsigma = await measure('rsigma-ten', 'kubernetes', path, unique.length);
  expect(rsigma.signature).toBe(ours.signature);
});

test.each(['kubernetes', 'cloudtrail'] as const)('%s: the looks of a file add up', async (name) => {
  const { path } = await ensureInput(name, 2000, folder);
  const script = fileURLToPath(new URL('looks.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
  const [, records, passed, looks] = /^(\d+) records: (\d+) passed over, (\d+) looked at/.exec(stdout) ?? [];
  expect(Number(records)).toBe(2000);
  expect(Number(passed) + Number(looks)).toBe(2000);
});

test('the ten rules for other engines are the same ten', () => {
  const text = readFileSync(new URL('rules/ten-kubernetes.yml', import.meta.url), 'utf8');
  expect([...text.matchAll(/^title: (.*)$/gm)].map((match) => match[1]).toSorted()).toEqual([...tenNames].toSorted());
});

test('a result has the promised fields, and its ratio is the median of ratios within rounds', () => {
  const rounds = [
    [100, 50],
    [300, 60],
    [100, 25],
  ].map(
    ([baseline = 0, ours = 0]) =>
      new Map([
        ['json-parse', once(baseline, '')],
        ['tokenward', once(ours)],
      ]),
  );
  const results = summarise(input, two, rounds);
  expect(results[1]).toEqual({
    input: 'kubernetes',
    engine: 'tokenward',
    rules: 3,
    eventsPerSecond: 20_000,
    megabytesPerSecond: 40,
    ratioToJsonParse: 4,
    cpuRatioToJsonParse: 4,
    matches: 7,
    peakMemoryMB: 90,
    milliseconds: 50,
    loadMilliseconds: 5,
    runs: 3,
  });
  expect(results[0]?.ratioToJsonParse).toBe(1);
  expect(table(results).split('\n')).toHaveLength(4);
});

test('lost records and unequal matches are told', () => {
  const group = engines.filter((it) => it.group === 'all rules');
  const rounds = [
    new Map([
      ['tokenward', once(1)],
      ['plain', once(1, 'b', 999)],
    ]),
  ];
  expect(disagreements(input, group, rounds)).toEqual([
    'kubernetes: tokenward without screening read 999 of 1000 records',
    'kubernetes: tokenward without screening and tokenward do not match the same',
  ]);
});

test('medians', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
