// SPDX-License-Identifier: Apache-2.0
import type { InputFormat, Splitter } from './slice.ts';
import { CsvSplitter } from './split-csv.ts';
import { LineSplitter } from './split-lines.ts';
import { StructureSplitter } from './split-structure.ts';

/** The longest record that is read, in bytes, unless the caller says otherwise: 64 MiB. */
export const defaultMaxRecordBytes = 64 * 1024 * 1024;

export interface SplitterOptions {
  /** Longest record in bytes; a longer one is rejected and passed over. Default {@link defaultMaxRecordBytes}. */
  readonly maxRecordBytes?: number | undefined;
}

/**
 * A splitter for one input, from its first byte. `empty` and `unknown` are read line by line: whatever turns up is then
 * refused with its place, not lost.
 *
 * @throws TypeError when `maxRecordBytes` is not a positive integer.
 */
export function createSplitter(format: InputFormat, options: SplitterOptions = {}): Splitter {
  const limit = options.maxRecordBytes ?? defaultMaxRecordBytes;
  if (!Number.isSafeInteger(limit) || limit < 1) throw new TypeError('maxRecordBytes must be a positive integer');
  switch (format) {
    case 'json-array':
      return new StructureSplitter(limit, true);
    case 'json':
      return new StructureSplitter(limit, false);
    case 'csv':
      return new CsvSplitter(limit);
    default:
      return new LineSplitter(limit);
  }
}
