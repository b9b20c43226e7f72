// SPDX-License-Identifier: Apache-2.0
import type { InputProblem } from '../model/account.ts';
import { type Input, toProblem } from './input.ts';
import type { RecordSlice } from './slice.ts';
import { createSplitter, type SplitterOptions } from './splitter.ts';

/** What one chunk of an input gave. */
export interface Batch {
  /** Their bytes are valid until the next batch is asked for. */
  readonly slices: readonly RecordSlice[];
  /** Bytes of the chunk, decompressed. */
  readonly bytes: number;
  /** Only in the last batch: why the input was not read to its end. */
  readonly problem?: InputProblem;
}

/**
 * Reads an input record by record, a chunk at a time. An input that breaks off gives all that came before, then the
 * problem in the last batch.
 */
export async function* readBatches(input: Input, options: SplitterOptions = {}): AsyncGenerator<Batch> {
  const splitter = createSplitter(input.format, options);
  let problem: InputProblem | undefined;
  const chunks = input.chunks()[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await chunks.next();
      } catch (error) {
        if (error instanceof TypeError) throw error;
        problem = toProblem(error, input.name);
        break;
      }
      if (next.done === true) break;
      yield { slices: splitter.push(next.value), bytes: next.value.byteLength };
    }
  } finally {
    await chunks.return?.();
  }
  const slices = splitter.end();
  yield problem === undefined ? { slices, bytes: 0 } : { slices, bytes: 0, problem };
}
