// SPDX-License-Identifier: Apache-2.0
// One record's bytes through parser, envelopes and engine into the books.

import type { Engine } from '../detect/engine.ts';
import type { CompiledRule } from '../detect/source-rules.ts';
import { parseRecord, type RecordSlice, unwrap } from '../ingest/ingest.ts';
import type { Event, RawRecord } from '../model/event.ts';
import type { Ledger } from './ledger.ts';

/** The event that was made of a record, with the detections that waited for it. */
export interface Looked {
  readonly event: Event;
  readonly fed: readonly CompiledRule[];
}

export interface Reader {
  /** Returns what the record became where it is an event as it stands (not out of an envelope). */
  bytes(file: string, bytes: Uint8Array, line: number, offset: number): Looked | undefined;
  slice(file: string, slice: RecordSlice): Looked | undefined;
}

const sampleBytes = 200;

function sampleOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sampleBytes)).toString('utf8');
}

/** Makes a reader that writes into this ledger. */
export function createReader(engine: Engine, ledger: Ledger): Reader {
  function judge(
    file: string,
    raw: RawRecord,
    line: number,
    offset: number,
    sample: () => string,
  ): Looked | undefined | false {
    const verdict = engine.record(raw, { file, line, offset });
    switch (verdict.kind) {
      case 'unrecognised':
        return false;
      case 'unparsable':
        ledger.unparsable({ file, line, offset }, verdict.code, verdict.reason, sample());
        return undefined;
      case 'matched':
      case 'clean':
        ledger[verdict.kind](verdict.event.source, verdict.event.time);
        return verdict;
    }
  }

  const reader: Reader = {
    bytes(file, bytes, line, offset) {
      const parsed = parseRecord(bytes);
      const sample = (): string => sampleOf(bytes);
      if (!parsed.ok) {
        ledger.unparsable({ file, line, offset }, parsed.code, parsed.reason, sample());
        return undefined;
      }
      const looked = judge(file, parsed.record, line, offset, sample);
      if (looked !== false) return looked;
      // Only what no source knows is opened as an envelope: a record that is one of ours stays whole.
      for (const inner of unwrap(parsed.record)) {
        if (inner === parsed.record || judge(file, inner, line, offset, sample) === false) {
          ledger.unrecognised({ file, line, offset }, sample());
        }
      }
      return undefined;
    },
    slice(file, slice) {
      if (slice.kind === 'record') return reader.bytes(file, slice.bytes, slice.line, slice.offset);
      ledger.unparsable({ file, line: slice.line, offset: slice.offset }, slice.code, slice.reason, slice.sample);
      return undefined;
    },
  };
  return reader;
}
