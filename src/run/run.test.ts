// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
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
