// SPDX-License-Identifier: Apache-2.0
import type { Rejected, RunResult } from '../model/account.ts';
import { formatPosition } from '../model/error.ts';

/** Sentences on the records that were of no use, for formats that have room for findings only. */
export function accountNotes({ tally, unparsable, unrecognised }: RunResult): readonly string[] {
  const of = tally.read.toLocaleString('en');
  const many = (count: number): string => `${count.toLocaleString('en')} of ${of} records`;
  const first = ([rejected]: readonly Rejected[]): string =>
    rejected === undefined
      ? ''
      : `; the first: ${formatPosition(rejected.position)}: ${rejected.reason} [${rejected.code}]`;
  return [
    ...(tally.unparsable === 0 ? [] : [`${many(tally.unparsable)} are not valid${first(unparsable)}`]),
    ...(tally.unrecognised === 0
      ? []
      : [`${many(tally.unrecognised)} are of no log that is known${first(unrecognised)}`]),
    ...(tally.late === 0
      ? []
      : [`${tally.late.toLocaleString('en')} times a record came too late for the window of a rule`]),
    ...(tally.evicted === 0
      ? []
      : [`${tally.evicted.toLocaleString('en')} entries of state were given up to stay within memory`]),
  ];
}

/** Whether records were read and none of them could be used. */
export function nothingUsed({ tally }: RunResult): boolean {
  return tally.read > 0 && tally.matched + tally.clean === 0;
}
