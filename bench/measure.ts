// SPDX-License-Identifier: Apache-2.0
// One run of one engine, in a process of its own so that its peak memory is its own:
//   node bench/measure.ts ENGINE INPUT FILE
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BenchSource } from '../src/lab/bench-input.ts';
import type { RunResult } from '../src/model/account.ts';
import { countWithDuckDb } from './duckdb.ts';
import { load, run } from './engine.ts';
import type { EngineId, Measured } from './engines.ts';
import { parseAll } from './json-parse.ts';
import { countWithRsigma } from './rsigma.ts';
import { tenNames } from './ten.ts';

/** Everything but the peak memory of this process. */
type Part = Omit<Measured, 'peakMemoryMB'> & { readonly peakMemoryMB?: number };

/** A digest of all that was found, whether the file was compressed or not. */
function digest(result: RunResult, path: string): string {
  const hash = createHash('sha256').update(JSON.stringify(result.tally));
  for (const finding of result.findings) hash.update(JSON.stringify(finding).replaceAll(path, 'input')).update('\n');
  return hash.digest('hex').slice(0, 16);
}

/** Wall and processor time of some work; the latter is that of all threads, those of the garbage collector too. */
async function timed<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly ms: number; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { value, ms, cpuMs: (user + system) / 1000 };
}

async function detect(path: string, screen: boolean, more: readonly string[] = []): Promise<Part> {
  const loaded = load({ more });
  const { value: result, ms, cpuMs } = await timed(() => run(loaded, path, screen));
  return {
    ms,
    cpuMs,
    loadMs: loaded.loadMs,
    events: result.tally.read,
    rules: loaded.count,
    matches: result.findings.length,
    signature: digest(result, path),
  };
}

function tenSignature(counts: Readonly<Record<string, number>>): Pick<Part, 'matches' | 'signature'> {
  const listed = tenNames.map((name) => counts[name] ?? 0);
  return { matches: listed.reduce((sum, count) => sum + count, 0), signature: listed.join(' ') };
}

/** Runs an engine once over a file. */
export async function measure(engine: EngineId, input: BenchSource, path: string, events: number): Promise<Part> {
  switch (engine) {
    case 'json-parse': {
      const { value, ms, cpuMs } = await timed(() => parseAll(path));
      return { ms, cpuMs, loadMs: 0, events: value, rules: 0, matches: 0, signature: '' };
    }
    case 'tokenward':
      return detect(path, true);
    case 'packed':
      return detect(`${path}.gz`, true);
    case 'plain':
      return detect(path, false);
    case 'first-seen':
      return detect(path, true, [fileURLToPath(new URL(`rules/first-seen-${input}.yml`, import.meta.url))]);
    case 'tokenward-ten': {
      const loaded = load({ names: tenNames });
      const { value: result, ms, cpuMs } = await timed(() => run(loaded, path, true));
      const counts: Record<string, number> = {};
      for (const { rule, count } of result.findings) counts[rule] = (counts[rule] ?? 0) + count;
      const { loadMs, count: rules } = loaded;
      return { ms, cpuMs, loadMs, events: result.tally.read, rules, ...tenSignature(counts) };
    }
    case 'duckdb-ten': {
      const { value, ms, cpuMs } = await timed(() => countWithDuckDb(path));
      return { ms, cpuMs, loadMs: 0, events: value.events, rules: tenNames.length, ...tenSignature(value.counts) };
    }
    case 'rsigma-ten': {
      const { ms, cpuMs, counts, peak } = await countWithRsigma(path);
      const peakMemoryMB = Math.round(peak / 1e6);
      return { ms, cpuMs, loadMs: 0, events, rules: tenNames.length, peakMemoryMB, ...tenSignature(counts) };
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [engine, input, path, events] = process.argv.slice(2);
  const part = await measure(engine as EngineId, input as BenchSource, path ?? '', Number(events));
  // maxRSS is in kibibytes.
  const own = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  process.stdout.write(`${JSON.stringify({ peakMemoryMB: own, ...part } satisfies Measured)}\n`);
}
