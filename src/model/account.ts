// SPDX-License-Identifier: Apache-2.0
import type { Position } from './error.ts';
import type { Finding, Story } from './finding.ts';

/** A record that could not be used, kept with its place and the reason. */
export interface Rejected {
  readonly position: Position;
  readonly code: string;
  readonly reason: string;
  /** The first bytes, with anything token-shaped fingerprinted. */
  readonly sample: string;
}

/**
 * What became of every record of a run: `read = matched + clean + unrecognised + unparsable` always holds.
 * `late` and `duplicate` count times, once for each rule: that an event came when the window had closed, or came again.
 */
export interface Tally {
  readonly read: number;
  readonly matched: number;
  readonly clean: number;
  readonly unrecognised: number;
  readonly unparsable: number;
  readonly late: number;
  readonly duplicate: number;
  /** State entries given up to stay within memory. */
  readonly evicted: number;
  readonly bytes: number;
  readonly files: number;
  /** Records per source id. */
  readonly bySource: Readonly<Record<string, number>>;
}

/** An input that could not be read at all, or not to its end. */
export interface InputProblem {
  readonly code: string;
  readonly message: string;
  readonly position: Position;
}

/** All that a run has to tell; every report format is a function of this. */
export interface RunResult {
  readonly findings: readonly Finding[];
  readonly stories: readonly Story[];
  readonly tally: Tally;
  /** Up to 20 of the records that could not be parsed, and up to 20 that no source recognised. */
  readonly unparsable: readonly Rejected[];
  readonly unrecognised: readonly Rejected[];
  readonly problems: readonly InputProblem[];
  readonly rules: { readonly loaded: number; readonly skipped: number };
  readonly span: { readonly first: string; readonly last: string } | undefined;
  /** Milliseconds of wall time; reports leave it out where output must be the same for the same input. */
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}
