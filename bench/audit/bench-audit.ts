// SPDX-License-Identifier: Apache-2.0
// `npm run bench:audit`: how long audits of large organisations take, and how much memory. A benchmark, not a test.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { type AuditInput, writeManifests, writeTenant, writeWorkflows } from './inputs.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const scale = values.quick ? 0.02 : 1;
const many = (count: number): number => Math.round(count * scale);
const data = fileURLToPath(new URL('../data/', import.meta.url));

interface Measured {
  readonly files: number;
  readonly items: number;
  readonly weaknesses: number;
  readonly problems: number;
  readonly readMs: number;
  readonly judgeMs: number;
  /** Processor time, which a busy machine changes little. */
  readonly cpuMs: number;
  readonly peakMemoryMB: number;
  readonly byCheck: Readonly<Record<string, number>>;
}

interface Bench {
  readonly name: string;
  readonly goal: { readonly seconds: number; readonly memoryMB: number };
  readonly make: (folder: string) => AuditInput;
  /** A check that must find exactly what was planted under the name. */
  readonly expected: Readonly<Record<string, string>>;
  readonly baseline: 'yaml' | 'json';
}

const benches: readonly Bench[] = [
  {
    name: 'manifests',
    goal: { seconds: 10, memoryMB: 500 },
    make: (folder) => writeManifests(folder, many(10_000)),
    expected: { 'tokens mounted by default': 'kubernetes-token-mount-explicit' },
    baseline: 'yaml',
  },
  {
    name: 'workflows',
    goal: { seconds: 10, memoryMB: 500 },
    make: (folder) => writeWorkflows(folder, many(2_000)),
    expected: { undeclared: 'ci-github-permissions-declared' },
    baseline: 'yaml',
  },
  {
    name: 'tenant',
    goal: { seconds: 60, memoryMB: 2_000 },
    make: (folder) => writeTenant(folder, many(100_000), many(1_000_000)),
    expected: {
      'dormant people': 'accounts-dormant-people-disabled',
      'unverified third parties': 'apps-third-party-verified',
      'application with mail grants': 'apps-no-lasting-mail-access',
    },
    baseline: 'json',
  },
];

/** The time to parse everything with a common parser and do nothing with it. */
function baselineMs(folder: string, kind: Bench['baseline']): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name));
  const start = performance.now();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (kind === 'json') JSON.parse(text);
    else for (const document of parseAllDocuments(text)) if ('toJS' in document) document.toJS();
  }
  return performance.now() - start;
}

function measure(folder: string): Measured {
  const script = fileURLToPath(new URL('measure.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, folder], { encoding: 'utf8', maxBuffer: 64 << 20 }));
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}

const results: object[] = [];
for (const bench of benches.filter((it) => values.only === undefined || it.name === values.only)) {
  const folder = join(data, `audit-${bench.name}${values.quick ? '-quick' : ''}`);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const input = bench.make(folder);
  const runs = Array.from({ length: Number(values.runs) }, () => ({
    ...measure(folder),
    baseline: baselineMs(folder, bench.baseline),
  }));
  const [first] = runs;
  if (first === undefined) throw new TypeError('--runs must be at least 1');
  if (first.problems > 0) throw new Error(`${bench.name}: ${first.problems} problems while reading`);
  for (const [planted, check] of Object.entries(bench.expected)) {
    const found = first.byCheck[check] ?? 0;
    if (found !== input.planted[planted])
      throw new Error(`${bench.name}: ${check} found ${found} of ${input.planted[planted]}`);
  }
  const seconds = median(runs.map((it) => it.readMs + it.judgeMs)) / 1000;
  results.push({
    input: bench.name,
    what: input.what,
    files: first.files,
    items: first.items,
    weaknesses: first.weaknesses,
    seconds: Number(seconds.toFixed(2)),
    judging: Number((median(runs.map((it) => it.judgeMs)) / 1000).toFixed(2)),
    cpuSeconds: Number((median(runs.map((it) => it.cpuMs)) / 1000).toFixed(2)),
    goalSeconds: bench.goal.seconds,
    peakMemoryMB: Math.max(...runs.map((it) => it.peakMemoryMB)),
    goalMemoryMB: bench.goal.memoryMB,
    ratioToParsing: Number(median(runs.map((it) => (it.readMs + it.judgeMs) / it.baseline)).toFixed(2)),
  });
  rmSync(folder, { recursive: true });
}
if (values.json) console.log(JSON.stringify({ results }));
else console.table(results);
