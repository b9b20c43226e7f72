// SPDX-License-Identifier: Apache-2.0
// rsigma (https://github.com/timescale/rsigma), a Sigma engine in Rust, where its binary is on PATH.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tenNames } from './ten.ts';

const rules = fileURLToPath(new URL('rules/ten-kubernetes.yml', import.meta.url));

/** Path of the binary, or undefined. */
export function findRsigma(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'rsigma'))
    .find((path) => existsSync(path));
}

/** Highest resident memory in bytes and processor time of a running process; 0 where there is no /proc. */
function usageOf(pid: number): { readonly peak: number; readonly cpuMs: number } {
  try {
    const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    // utime and stime are fields 14 and 15, in ticks of 10 ms.
    return { peak, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 };
  } catch {
    return { peak: 0, cpuMs: 0 };
  }
}

async function evaluate(
  binary: string,
  path: string,
): Promise<{ readonly ms: number; readonly cpuMs: number; readonly peak: number; readonly lines: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-bench-'));
  const output = join(folder, 'matches.ndjson');
  const out = openSync(output, 'w');
  try {
    const started = performance.now();
    const child = spawn(binary, ['engine', 'eval', '-r', rules, '-e', `@${path}`, '--output-format', 'ndjson'], {
      stdio: ['ignore', out, 'ignore'],
      env: { ...process.env, RAYON_NUM_THREADS: '1', TOKIO_WORKER_THREADS: '1' },
    });
    let peak = 0;
    let cpuMs = 0;
    const watch = setInterval(() => {
      if (child.pid === undefined) return;
      const usage = usageOf(child.pid);
      peak = Math.max(peak, usage.peak);
      cpuMs = Math.max(cpuMs, usage.cpuMs);
    }, 25);
    const [code] = await once(child, 'exit');
    clearInterval(watch);
    const ms = performance.now() - started;
    if (code !== 0) throw new TypeError(`rsigma ended with ${code}`);
    return { ms, cpuMs, peak, lines: readFileSync(output, 'utf8').split('\n').filter(Boolean) };
  } finally {
    closeSync(out);
    rmSync(folder, { recursive: true, force: true });
  }
}

function titleOf(line: string): string {
  const match: unknown = JSON.parse(line);
  if (typeof match !== 'object' || match === null) return '';
  if ('rule_title' in match) return String(match.rule_title);
  return 'title' in match ? String(match.title) : '';
}

/** Counts what the ten rules match; the time of a run over an empty file (start-up, rules) is taken off. */
export async function countWithRsigma(path: string): Promise<{
  readonly counts: Readonly<Record<string, number>>;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peak: number;
}> {
  const binary = findRsigma();
  if (binary === undefined) throw new TypeError('rsigma is not on PATH');
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-bench-'));
  try {
    const empty = join(folder, 'one.ndjson');
    writeFileSync(empty, '{}\n');
    const idle = await evaluate(binary, empty);
    const { ms, cpuMs, peak, lines } = await evaluate(binary, path);
    const counts: Record<string, number> = Object.fromEntries(tenNames.map((name) => [name, 0]));
    for (const line of lines) {
      const title = titleOf(line);
      counts[title] = (counts[title] ?? 0) + 1;
    }
    return { counts, ms: ms - idle.ms, cpuMs: cpuMs - idle.cpuMs, peak };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
