// SPDX-License-Identifier: Apache-2.0
// Keeps the books of a run: every record read is matched, clean, unrecognised or unparsable, and nothing else.

import { scrub } from '../detect/fingerprint.ts';
import type { InputProblem, Rejected, Tally } from '../model/account.ts';
import type { ErrorCode, Position } from '../model/error.ts';

/** Samples kept of records that could not be used, of each kind. */
const mostSamples = 20;
/** Characters of a sample. */
const sampleLength = 120;

export interface Ledger {
  matched(source: string, time: number): void;
  clean(source: string, time: number): void;
  /** Records that the screen passed over. */
  passed(source: string, count: number): void;
  unrecognised(position: Position, sample: string): void;
  unparsable(position: Position, code: ErrorCode | string, reason: string, sample: string): void;
  /** Records counted as clean that turned out to be part of a finding. */
  promote(count: number): void;
  span(first: number, last: number): void;
  bytes(count: number): void;
  file(): void;
  problem(problem: InputProblem): void;
  read(): number;
  close(counts: Pick<Tally, 'late' | 'duplicate' | 'evicted'>): {
    readonly tally: Tally;
    readonly unparsable: readonly Rejected[];
    readonly unrecognised: readonly Rejected[];
    readonly problems: readonly InputProblem[];
    readonly span: { readonly first: string; readonly last: string } | undefined;
  };
}

function shorten(text: string): string {
  const clean = scrub(text);
  return clean.length > sampleLength ? `${clean.slice(0, sampleLength)}…` : clean;
}

/** Opens the books. */
export function createLedger(): Ledger {
  let matched = 0;
  let clean = 0;
  let unrecognised = 0;
  let unparsable = 0;
  let bytes = 0;
  let files = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const bySource = new Map<string, number>();
  const broken: Rejected[] = [];
  const strange: Rejected[] = [];
  const problems: InputProblem[] = [];
  const count = (source: string, many: number): void => {
    bySource.set(source, (bySource.get(source) ?? 0) + many);
  };
  const stretch = (from: number, to: number): void => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  };
  return {
    matched(source, time) {
      matched++;
      count(source, 1);
      stretch(time, time);
    },
    clean(source, time) {
      clean++;
      count(source, 1);
      stretch(time, time);
    },
    passed(source, many) {
      if (many === 0) return;
      clean += many;
      count(source, many);
    },
    unrecognised(position, sample) {
      unrecognised++;
      if (strange.length < mostSamples) {
        strange.push({
          position,
          code: 'UNRECOGNISED',
          reason: 'no log source has this shape',
          sample: shorten(sample),
        });
      }
    },
    unparsable(position, code, reason, sample) {
      unparsable++;
      if (broken.length < mostSamples) broken.push({ position, code, reason, sample: shorten(sample) });
    },
    promote(many) {
      matched += many;
      clean -= many;
    },
    span: stretch,
    bytes(many) {
      bytes += many;
    },
    file() {
      files++;
    },
    problem(problem) {
      problems.push(problem);
    },
    read: () => matched + clean + unrecognised + unparsable,
    close(counts) {
      const span =
        first <= last ? { first: new Date(first).toISOString(), last: new Date(last).toISOString() } : undefined;
      const tally: Tally = {
        read: matched + clean + unrecognised + unparsable,
        matched,
        clean,
        unrecognised,
        unparsable,
        ...counts,
        bytes,
        files,
        bySource: Object.fromEntries([...bySource].toSorted(([a], [b]) => a.localeCompare(b))),
      };
      return { tally, unparsable: broken, unrecognised: strange, problems, span };
    },
  };
}
