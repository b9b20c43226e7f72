// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';

/** What an attack's record is: which attack, which step of it, and the mission's rows (D1 to D11) it speaks to. */
export interface Label {
  readonly attack: string;
  readonly step: string;
  readonly rows: readonly string[];
}

/** One record of the synthetic organisation, with the file that it belongs in. */
export interface LabRecord {
  readonly source: string;
  /** Relative path to write to. */
  readonly file: string;
  readonly record: RawRecord;
  readonly label?: Label;
  /** The record's own id, as the source names it. */
  readonly id: string;
  /** When it reached the log, milliseconds since the epoch; records of one file come in this order. */
  readonly arrived: number;
}

/** A record before it has a file. `time` is event time; `delay` is how much later (ms, default 0) it reaches the log. */
export interface Emission {
  readonly source: string;
  readonly time: number;
  readonly delay?: number;
  readonly id: string;
  readonly record: RawRecord;
  readonly label?: Label;
}
