// SPDX-License-Identifier: Apache-2.0
import type { BenchSource } from '../src/lab/bench-input.ts';
import { findRsigma } from './rsigma.ts';

export type EngineId =
  | 'json-parse'
  | 'tokenward'
  | 'packed'
  | 'plain'
  | 'first-seen'
  | 'tokenward-ten'
  | 'duckdb-ten'
  | 'rsigma-ten';

/** What one run of an engine gives. */
export interface Measured {
  /** Wall time of reading and detecting, without start-up and loading of rules. */
  readonly ms: number;
  /** Processor time of the same, all threads together: steadier than wall time on a busy machine. */
  readonly cpuMs: number;
  /** Loading of rules and of network data. */
  readonly loadMs: number;
  readonly events: number;
  readonly rules: number;
  /** Findings; for the ten rules, records that each matched. */
  readonly matches: number;
  /** Equal for all engines of a group, or somebody counts wrongly. */
  readonly signature: string;
  readonly peakMemoryMB: number;
}

export interface BenchEngine {
  readonly id: EngineId;
  readonly name: string;
  /** Engines of one group must give the same matches. */
  readonly group: 'baseline' | 'all rules' | 'first seen' | 'ten rules';
  readonly inputs: readonly BenchSource[];
}

const every = ['kubernetes', 'entra', 'cloudtrail'] as const;

export const engines: readonly BenchEngine[] = [
  { id: 'json-parse', name: 'JSON.parse', group: 'baseline', inputs: every },
  { id: 'tokenward', name: 'tokenward', group: 'all rules', inputs: every },
  { id: 'packed', name: 'tokenward, from gzip', group: 'all rules', inputs: every },
  { id: 'plain', name: 'tokenward without screening', group: 'all rules', inputs: every },
  { id: 'first-seen', name: 'tokenward + first-seen on every event', group: 'first seen', inputs: every },
  { id: 'tokenward-ten', name: 'tokenward, ten rules', group: 'ten rules', inputs: ['kubernetes'] },
  { id: 'duckdb-ten', name: 'DuckDB SQL, ten rules', group: 'ten rules', inputs: ['kubernetes'] },
  { id: 'rsigma-ten', name: 'rsigma, ten rules', group: 'ten rules', inputs: ['kubernetes'] },
];

/** The engines to run on an input, and the names of those that cannot be run here. */
export function enginesFor(input: BenchSource): {
  readonly run: readonly BenchEngine[];
  readonly skipped: readonly string[];
} {
  const here = engines.filter((it) => it.inputs.includes(input));
  const missing = findRsigma() === undefined;
  const skip = (it: BenchEngine): boolean => it.id === 'rsigma-ten' && missing;
  return { run: here.filter((it) => !skip(it)), skipped: here.filter(skip).map((it) => it.name) };
}
