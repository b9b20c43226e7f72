// SPDX-License-Identifier: Apache-2.0
import { rmSync, statfsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { benchSpan, generateBenchInput } from '../src/lab/bench-input.ts';
import type { EngineId, Measured } from './engines.ts';
import { type BenchInput, dataFolder, writePieces } from './inputs.ts';

/** Left free beside the file. */
const spare = 2e9;
const eventsPerPart = 200_000;

/** Six-hour parts one after the other, each of a cluster with pods and tokens of its own, until there is enough. */
function* parts(wanted: number, count: (events: number) => void): Generator<string> {
  let bytes = 0;
  let events = 0;
  for (let part = 0; bytes < wanted; part++) {
    for (const line of generateBenchInput('kubernetes', eventsPerPart, 1000 + part, part * benchSpan('kubernetes'))) {
      yield line;
      bytes += line.length + 1;
      events++;
      if (bytes >= wanted) break;
    }
  }
  count(events);
}

/** Writes a file of `wanted` bytes, runs all rules over it, deletes it, and tells speed and peak memory. */
export async function runLarge(
  wanted: number,
  measure: (engine: EngineId, input: BenchInput) => Promise<Measured>,
  note: (text: string) => void,
): Promise<string> {
  await mkdir(dataFolder, { recursive: true });
  const { bavail, bsize } = statfsSync(dataFolder);
  if (bavail * bsize < wanted + spare) {
    throw new TypeError(`--large needs ${(wanted + spare) / 1e9} GB of free disk at ${dataFolder}`);
  }
  const path = join(dataFolder, 'kubernetes-large.ndjson');
  try {
    note(`writing ${wanted / 1e9} GB to ${path}`);
    let events = 0;
    const counted = parts(wanted, (many) => {
      events = many;
    });
    await writePieces(path, counted, '\n');
    const bytes = statSync(path).size;
    note('running all rules over it');
    const result = await measure('tokenward', { name: 'kubernetes', path, events, bytes });
    if (result.events !== events) throw new TypeError(`read ${result.events} of ${events} records`);
    return [
      `${(bytes / 1e9).toFixed(2)} GB, ${events} events, ${result.rules} rules:`,
      `${(result.ms / 1000).toFixed(1)} s, ${Math.round(bytes / 1000 / result.ms)} MB/s,`,
      `${Math.round(events / (result.ms / 1000))} events/s, ${result.matches} findings, peak memory ${result.peakMemoryMB} MB`,
    ].join(' ');
  } finally {
    rmSync(path, { force: true });
  }
}
