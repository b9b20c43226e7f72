// SPDX-License-Identifier: Apache-2.0
import type { Lifecycle } from './lifecycle.ts';

/** A parsed log record: a JSON object, nested as the vendor wrote it. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** Where a record came from. `line` is 1-based; `offset` is the byte position in the decompressed input. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
}

/** One record of a log source. `time` is event time in milliseconds since the epoch. */
export interface Event {
  /** The source's own id of the record, or a hash of its content where it has none. */
  readonly id: string;
  readonly source: string;
  readonly time: number;
  readonly raw: RawRecord;
  readonly lifecycle: Lifecycle;
  readonly origin: Origin;
}
