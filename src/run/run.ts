// SPDX-License-Identifier: Apache-2.0
// A detection run: inputs through the engine to a result that every report format is a function of.
import type { Engine } from '../detect/engine.ts';
import type { RuleSet } from '../detect/rule-set.ts';
import { type Input, type InputItem, readBatches, toProblem } from '../ingest/ingest.ts';
import type { RunResult } from '../model/account.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createReader, type Reader } from './reader.ts';
import { createRereader } from './reread.ts';
import { createScreen } from './screened.ts';

export interface Progress {
  readonly file: string;
  readonly bytes: number;
  readonly records: number;
}

export interface RunOptions {
  readonly engine: Engine;
  readonly rules: RuleSet;
  /**
   * Pass over records that no rule can want without parsing them. The result is the same; `auto` (default) does it once
   * so much was read that the preparation pays.
   */
  readonly screen?: 'auto' | 'always' | 'never';
  /** The engine's state is wanted afterwards (default false): no event is put off until it is known to matter. */
  readonly state?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the run early; what was found so far is the result. */
  readonly signal?: AbortSignal;
}

class Interrupted extends Error {}

/** Rejects when the signal comes, and else never settles. */
async function interruption(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Interrupted());
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return await promise;
}

async function readPlain(
  input: Input,
  skip: number,
  reader: Reader,
  ledger: Ledger,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let left = skip;
  for await (const batch of readBatches(input)) {
    onBytes(batch.bytes);
    for (const slice of batch.slices) {
      if (left > 0) left--;
      else reader.slice(input.name, slice);
    }
    if (batch.problem !== undefined) ledger.problem(batch.problem);
  }
}

/** Reads all inputs and runs all rules on them. Nothing is thrown for bad input: it is in the result. */
export async function runDetection(inputs: AsyncIterable<InputItem>, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { engine, rules, signal } = options;
  const ledger = createLedger();
  const reader = createReader(engine, ledger);
  const rereader = createRereader(ledger.problem);
  const { screen: wanted = 'auto' } = options;
  const screen = wanted === 'never' ? undefined : createScreen(engine, ledger, reader, rereader, wanted === 'auto');
  if (screen !== undefined && options.state !== true) engine.postpone(rereader.read);
  let bytes = 0;
  let interrupted = false;

  async function readInput(input: Input): Promise<void> {
    ledger.file();
    const onBytes = (many: number): void => {
      if (signal?.aborted === true) throw new Interrupted();
      bytes += many;
      options.onProgress?.({ file: input.name, bytes, records: ledger.read() });
    };
    let counted = 0;
    const before = bytes;
    try {
      const outcome = await screen?.read(input, onBytes);
      counted = bytes - before;
      if (outcome?.done === true) return;
      // The plain way starts over; bytes it has read once are not counted twice.
      let again = counted;
      await readPlain(input, outcome?.skip ?? 0, reader, ledger, (many) => {
        const known = Math.min(again, many);
        again -= known;
        onBytes(many - known);
      });
    } catch (error) {
      if (error instanceof Interrupted || error instanceof TypeError) throw error;
      ledger.problem(toProblem(error, input.name));
    }
  }

  async function readAll(): Promise<void> {
    for await (const item of inputs) {
      if (item.kind === 'input') await readInput(item);
      else if (item.kind === 'problem') ledger.problem(item.problem);
      else {
        ledger.problem({
          code: 'INPUT_SKIPPED',
          message: `${item.name}: passed over, ${item.reason}`,
          position: { file: item.name },
        });
      }
      if (signal?.aborted === true) throw new Interrupted();
    }
  }

  try {
    // An idle stream may never give another byte: the signal does not wait for one.
    await (signal === undefined ? readAll() : Promise.race([readAll(), interruption(signal)]));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    interrupted = true;
  }
  ledger.bytes(bytes);
  for (const { first, last } of screen?.spans() ?? []) ledger.span(first, last);
  const { findings, stories, promoted } = engine.finish();
  rereader.close();
  ledger.promote(promoted);
  return {
    findings,
    stories,
    ...ledger.close(engine.counts()),
    rules: {
      loaded: rules.collection.detections.length + rules.collection.correlations.length,
      skipped: rules.rejected.length,
    },
    elapsedMs: performance.now() - started,
    interrupted,
  };
}
