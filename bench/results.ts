// SPDX-License-Identifier: Apache-2.0
import type { BenchEngine, Measured } from './engines.ts';
import type { BenchInput } from './inputs.ts';

/** One line of the table, and of `--json`. */
export interface Result {
  readonly input: string;
  readonly engine: string;
  readonly rules: number;
  readonly eventsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** Median over the rounds of: time of JSON.parse in the round, by time of this engine in the round. */
  readonly ratioToJsonParse: number;
  /** The same of processor time, that of helper threads (garbage collection, compilation) included. */
  readonly cpuRatioToJsonParse: number;
  readonly matches: number;
  readonly peakMemoryMB: number;
  readonly milliseconds: number;
  readonly loadMilliseconds: number;
  readonly runs: number;
}

/** What each engine gave in one round, by engine id. */
export type Round = ReadonlyMap<string, Measured>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

const to = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What is wrong with the rounds: records lost, or engines of a group that do not give the same matches. */
export function disagreements(input: BenchInput, engines: readonly BenchEngine[], rounds: readonly Round[]): string[] {
  const wrong: string[] = [];
  const expected = new Map<string, { readonly signature: string; readonly name: string }>();
  for (const round of rounds) {
    for (const { id, name, group } of engines) {
      const measured = round.get(id);
      if (measured === undefined) continue;
      if (measured.events !== input.events) {
        wrong.push(`${input.name}: ${name} read ${measured.events} of ${input.events} records`);
      }
      const first = expected.get(group);
      if (first === undefined) expected.set(group, { signature: measured.signature, name });
      else if (first.signature !== measured.signature) {
        wrong.push(`${input.name}: ${name} and ${first.name} do not match the same`);
      }
    }
  }
  return [...new Set(wrong)];
}

/** Medians over the rounds, one line an engine. */
export function summarise(input: BenchInput, engines: readonly BenchEngine[], rounds: readonly Round[]): Result[] {
  return engines.flatMap(({ id, name }) => {
    const runs = rounds.flatMap((round) => round.get(id) ?? []);
    const [first] = runs;
    if (first === undefined) return [];
    const ms = median(runs.map((it) => it.ms));
    const ratio = (time: (measured: Measured) => number): number =>
      median(
        rounds.flatMap((round) => {
          const baseline = round.get('json-parse');
          const own = round.get(id);
          return baseline === undefined || own === undefined ? [] : time(baseline) / time(own);
        }),
      );
    return {
      input: input.name,
      engine: name,
      rules: first.rules,
      eventsPerSecond: Math.round(input.events / (ms / 1000)),
      megabytesPerSecond: Math.round(input.bytes / 1000 / ms),
      ratioToJsonParse: to(
        ratio((it) => it.ms),
        2,
      ),
      cpuRatioToJsonParse: to(
        ratio((it) => it.cpuMs),
        2,
      ),
      matches: first.matches,
      peakMemoryMB: Math.max(...runs.map((it) => it.peakMemoryMB)),
      milliseconds: Math.round(ms),
      loadMilliseconds: Math.round(median(runs.map((it) => it.loadMs))),
      runs: runs.length,
    };
  });
}

const number = new Intl.NumberFormat('en-US');

/** The results as a table that can be put into a Markdown page. */
export function table(results: readonly Result[]): string {
  const head = [
    'input',
    'engine',
    'rules',
    'events/s',
    'MB/s',
    '× JSON.parse',
    '× CPU',
    'matches',
    'peak MB',
    'load ms',
  ];
  const rows = results.map((it) => [
    it.input,
    it.engine,
    it.rules === 0 ? '' : String(it.rules),
    number.format(it.eventsPerSecond),
    number.format(it.megabytesPerSecond),
    it.ratioToJsonParse.toFixed(2),
    it.cpuRatioToJsonParse.toFixed(2),
    it.rules === 0 ? '' : number.format(it.matches),
    number.format(it.peakMemoryMB),
    it.loadMilliseconds === 0 ? '' : number.format(it.loadMilliseconds),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
