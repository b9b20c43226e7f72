// SPDX-License-Identifier: Apache-2.0
// What the records in docs/decisions promise, on the example logs and through the command line.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { findingSchema } from '../../src/model/finding.ts';
import { makeClone, run } from './shell.ts';

type Json = Record<string, unknown>;

const clone = makeClone();
afterAll(() => rmSync(clone, { recursive: true }));

/** The records of the example logs, without the answers. */
function exampleRecords(): readonly Json[] {
  return globSync('*.{jsonl,jsonl.gz,json.gz}', { cwd: join(clone, 'examples') })
    .filter((name) => !name.startsWith('labels'))
    .toSorted()
    .flatMap((name) => {
      const bytes = readFileSync(join(clone, 'examples', name));
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      if (!name.includes('CloudTrail'))
        return text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Json);
      return (JSON.parse(text) as { Records: Json[] }).Records;
    });
}

/** Writes records as one log beside the examples' settings and returns the command that reads it. */
function logOf(name: string, records: readonly unknown[]): string {
  mkdirSync(join(clone, name), { recursive: true });
  writeFileSync(join(clone, name, 'log.jsonl'), records.map((it) => `${JSON.stringify(it)}\n`).join(''));
  return `./tokenward detect ${name} --settings examples/tokenward.yml --quiet`;
}

/** Findings without what depends on the place in the file. */
function findingsOf(command: string): readonly unknown[] {
  const { status, output } = run(`${command} --format jsonl`, clone);
  expect(status, output.slice(-2000)).toBe(0);
  return output
    .trim()
    .split('\n')
    .map((line) => findingSchema.parse(JSON.parse(line)))
    .map((it) => ({ ...it, evidence: it.evidence.map(({ file: _file, line: _line, ...rest }) => rest) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The same order for the same list, and not the one it had. */
function shuffled<T>(list: readonly T[]): readonly T[] {
  let seed = 20260302;
  return list
    .map((it) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return { it, at: seed };
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ it }) => it);
}

describe('0003: order and repetition', { timeout: 300_000 }, () => {
  const records = exampleRecords();
  const plain = findingsOf(logOf('in-order', records));

  test('records in another order give the same findings', () => {
    expect(plain.length).toBeGreaterThan(10);
    expect(findingsOf(logOf('shuffled', shuffled(records)))).toEqual(plain);
  });

  test('records that come twice give the same findings', () => {
    const twice = records.flatMap((it, index) => (index % 3 === 0 ? [it, it] : [it]));
    expect(findingsOf(logOf('twice', [...twice, ...records.slice(0, 100)]))).toEqual(plain);
  });
});

describe('0004: the screen', { timeout: 300_000 }, () => {
  test('gives the same findings as no screen', () => {
    const command = './tokenward detect examples/ --quiet';
    expect(findingsOf(command)).toEqual(findingsOf(`${command} --no-screen`));
  });

  test('does not validate the text of values that no rule reads', () => {
    const minute = (index: number): string => new Date(index * 1000).toISOString().slice(14, 19);
    const line = (index: number, unread: string): string =>
      `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a-${index}","stage":"ResponseComplete",` +
      `"requestURI":"/healthz","verb":"get","user":{"username":"system:node:a"},"sourceIPs":["10.0.0.1"],"userAgent":"kubelet",` +
      `"responseStatus":{"code":200},"requestReceivedTimestamp":"2026-03-02T09:${minute(index)}.250000Z","unread":${unread}}\n`;
    // Small inputs are not screened.
    const filler = 'x'.repeat(16 << 10);
    const lines = Array.from({ length: 300 }, (_, index) => line(index, `{"a":1,"b":"${filler}"}`));
    mkdirSync(join(clone, 'malformed'));
    writeFileSync(join(clone, 'malformed/log.jsonl'), `${lines.join('')}${line(300, '{"a":1x2}')}`);
    const unparsable = (options: string): string | undefined =>
      /unparsable +(\d+)/.exec(run(`./tokenward detect malformed --quiet ${options}`, clone).output)?.[1];
    expect(unparsable('')).toBe('0');
    expect(unparsable('--no-screen')).toBe('1');
  });
});

describe('0007: secrets', { timeout: 300_000 }, () => {
  const body = (length: number): string => 'Zq7xW2vR9sT4uY1p'.repeat(20).slice(0, length);
  const planted: readonly string[] = [
    `${'gh'}p_${body(36)}`,
    `${'gl'}pat-${body(20)}`,
    `${'xo'}xb-${'1'.repeat(12)}-${body(24)}`,
    `${'ey'}J${body(40)}.${'ey'}J${body(60)}.${body(43)}`,
    `${'ya'}29.${body(60)}`,
    `access_${'token'}=${body(48)}`,
  ];
  const secrets = planted.map((it) => it.replace(/^access_token=/, ''));
  const agents = new Set(['userAgent', 'user_agent', 'rawUserAgent', 'ua', 'UserAgent']);

  /** A user agent is chosen by who calls, is kept in findings, and may hold anything. */
  function plant(value: unknown, token: string): unknown {
    if (Array.isArray(value)) return value.map((it) => plant(it, token));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, it]) => [
        key,
        agents.has(key) && typeof it === 'string' ? `${it} ${token}` : plant(it, token),
      ]),
    );
  }

  const records = exampleRecords().map((it, index) => plant(it, planted[index % planted.length] ?? ''));
  const command = logOf('planted', [...records, { broken: planted.join(' ') }]);

  test.each(['terminal', 'jsonl', 'ocsf', 'sarif', 'html'])('no planted token is in %s', (format) => {
    const { status, output } = run(`${command} --format ${format}`, clone);
    expect(status, output.slice(-2000)).toBe(0);
    expect(output).toContain('‹secret');
    expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
  });

  test('no planted token is in the state that is kept', () => {
    expect(run(`${command} --state kept`, clone).status).toBe(0);
    const kept = readFileSync(join(clone, 'kept/baselines.json'), 'utf8');
    expect(kept.length).toBeGreaterThan(1000);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  });
});
