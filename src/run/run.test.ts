// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../detect/engine.ts';
import { buildRuleSet } from '../detect/rule-set.ts';
import { type InputItem, openInputs } from '../ingest/ingest.ts';
import { sources } from '../sources/sources.ts';
import { runDetection } from './run.ts';

const rules = buildRuleSet([
  {
    file: 'r.yml',
    text: 'title: Listed\nname: listed\nlogsource: {product: kubernetes}\ndetection: {s: {verb: list}, condition: s}\n',
  },
]);
const newEngine = () =>
  createEngine({ sources, rules, enrich: { network: () => undefined, agentFamily: () => 'other' } });
const record = JSON.stringify({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  verb: 'list',
  requestReceivedTimestamp: '2026-03-02T10:00:00Z',
});

async function* forever(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${record}\n`.repeat(3000));
  await new Promise(() => {});
}

test('an idle stream does not hold up an interruption, and what was found is told', async () => {
  const stop = new AbortController();
  const run = runDetection(openInputs(['-'], { stdin: forever() }), {
    engine: newEngine(),
    rules,
    signal: stop.signal,
    onProgress: ({ bytes }) => {
      if (bytes > 0) setTimeout(() => stop.abort(), 50);
    },
  });
  const result = await run;
  expect(result.interrupted).toBe(true);
  expect(result.findings).toMatchObject([{ rule: 'listed' }]);
  expect(result.tally.read).toBeGreaterThan(0);
});

test('a run that is interrupted before it begins reads nothing', async () => {
  const stop = new AbortController();
  stop.abort();
  const result = await runDetection(openInputs(['-'], { stdin: forever() }), {
    engine: newEngine(),
    rules,
    signal: stop.signal,
  });
  expect([result.interrupted, result.tally.read]).toEqual([true, 0]);
});

test('what is no input is a problem of the run, with its place', async () => {
  async function* items(): AsyncGenerator<InputItem> {
    yield { kind: 'skipped', name: 'a.png', reason: 'neither JSON nor CSV' };
    yield {
      kind: 'problem',
      problem: { code: 'INPUT_UNREADABLE', message: 'b.log: permission denied', position: { file: 'b.log' } },
    };
  }
  const { problems, tally, interrupted } = await runDetection(items(), { engine: newEngine(), rules });
  expect(problems.map(({ code, position }) => [code, position.file])).toEqual([
    ['INPUT_SKIPPED', 'a.png'],
    ['INPUT_UNREADABLE', 'b.log'],
  ]);
  expect([tally.read, tally.files, interrupted]).toEqual([0, 0, false]);
});

const folder = mkdtempSync(join(tmpdir(), 'tokenward-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const counted = buildRuleSet([
  {
    file: 'r.yml',
    text: `title: Secret read
name: read
logsource: {product: kubernetes}
detection: {s: {verb: get}, condition: s}
---
title: Many secrets read
name: many
correlation: {type: event_count, rules: [read], group-by: [user.username], timespan: 1h, condition: {gte: 3}}
`,
  },
]);
const start = Date.parse('2026-03-02T10:00:00Z');
const reads = (many: number, user: string, hour = 0): string[] =>
  Array.from({ length: many }, (_it, at) =>
    JSON.stringify({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      auditID: `${user}-${at}`,
      verb: 'get',
      user: { username: user },
      requestReceivedTimestamp: new Date(start + hour * 3_600_000 + at * 60_000).toISOString(),
    }),
  );

function engineOf(held: number) {
  const enrich = { network: () => undefined, agentFamily: () => 'other' };
  return createEngine({ sources, rules: counted, enrich, held });
}

test('state can be taken only of a run that was asked to keep it', async () => {
  const path = join(folder, 'state.log');
  writeFileSync(path, reads(2, 'erin').join('\n'));
  const engine = engineOf(1000);
  await runDetection(openInputs([path]), { engine, rules: counted, screen: 'always' });
  expect(() => engine.snapshot()).toThrow(TypeError);
  const keeping = engineOf(1000);
  await runDetection(openInputs([path]), { engine: keeping, rules: counted, screen: 'always', state: true });
  expect(JSON.stringify(keeping.snapshot())).toContain('erin');
});

test('events of a compressed file are put off, kept in memory and found again', async () => {
  const plain = join(folder, 'kept.log');
  const packed = join(folder, 'kept.log.gz');
  const lines = Array.from({ length: 200 }, (_it, at) => reads(at % 10 === 0 ? 3 : 1, `user-${at}`, at * 2));
  writeFileSync(plain, lines.flat().join('\n'));
  writeFileSync(packed, gzipSync(readFileSync(plain)));
  const found = async (path: string): Promise<string> => {
    const engine = engineOf(10_000);
    const { findings, tally } = await runDetection(openInputs([path]), { engine, rules: counted, screen: 'always' });
    // As it is where something was put off.
    expect(() => engine.snapshot()).toThrow(TypeError);
    return JSON.stringify({ findings, tally: { ...tally, bytes: 0 } }).replaceAll(path, 'log');
  };
  const one = await found(plain);
  expect(one).toContain('user-190');
  expect(await found(packed)).toEqual(one);
});

test('a record from a wrong clock is unparsable with its place, and closes no window', async () => {
  const path = join(folder, 'future.log');
  const [one = '', ...more] = reads(3, 'fay');
  const future = one.replace('2026-', '2999-').replace('fay-0', 'fay-x');
  // Passed over by the scanner, as nobody asks for it but for its time.
  writeFileSync(path, [one, future, future.replace('"get"', '"watch"'), ...more].join('\n'));
  const found = async (screen: 'always' | 'never'): Promise<unknown> => {
    const enrich = { network: () => undefined, agentFamily: () => 'other' };
    const engine = createEngine({ sources, rules: counted, enrich, lateness: 60_000, notAfter: start + 86_400_000 });
    const { findings, tally, unparsable } = await runDetection(openInputs([path]), { engine, rules: counted, screen });
    return { findings: findings.map(({ rule }) => rule), tally, unparsable };
  };
  const plain = await found('never');
  expect(plain).toMatchObject({
    findings: ['many'],
    tally: { unparsable: 2, late: 0 },
    unparsable: [{ code: 'RECORD_INVALID', position: { line: 2 } }, { position: { line: 3 } }],
  });
  expect(await found('always')).toEqual(plain);
});

test('past its bound all that was put off is caught up on, and the run goes on', async () => {
  const path = join(folder, 'bound.log');
  const lines = Array.from({ length: 200 }, (_it, at) => reads(at % 10 === 0 ? 3 : 1, `user-${at}`, at * 2));
  writeFileSync(path, lines.flat().join('\n'));
  const found = async (screen: 'always' | 'never'): Promise<unknown> => {
    const engine = engineOf(50);
    const { findings, tally } = await runDetection(openInputs([path]), { engine, rules: counted, screen });
    return { findings, tally };
  };
  const plain = await found('never');
  expect(plain).toMatchObject({ findings: { length: 20 } });
  expect(await found('always')).toEqual(plain);
});
