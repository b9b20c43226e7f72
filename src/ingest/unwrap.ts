// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';
import { answerEnvelopes } from './answer-envelopes.ts';
import { carrierEnvelopes } from './carrier-envelopes.ts';
import type { Opener } from './held.ts';

/** Envelopes that are opened one inside the other. */
export const maxEnvelopes = 8;

/**
 * The vendor's records inside a transport's envelope, lazily; the record itself if it is none. Envelopes in envelopes
 * are opened up to {@link maxEnvelopes} deep. A record inherits nothing from its envelope, but for the resource id of
 * an AKS record (`aksResourceId`) and the `kind` and `apiVersion` that a Kubernetes list states for its items. An
 * envelope whose content does not fit comes out whole: nothing is lost.
 */
export function unwrap(record: RawRecord): Iterable<RawRecord> {
  const inner = open(record);
  return inner === undefined ? [record] : openAll(inner, 1);
}

function* openAll(records: Iterable<RawRecord>, level: number): Generator<RawRecord> {
  for (const record of records) {
    const inner = level < maxEnvelopes ? open(record) : undefined;
    if (inner === undefined) yield record;
    else yield* openAll(inner, level + 1);
  }
}

/** By the key that tells an envelope, first come first tried; fewer than 31, since a bit stands for each. */
const openers: readonly (readonly [string, Opener])[] = [...answerEnvelopes, ...carrierEnvelopes];
const ranks: ReadonlyMap<string, number> = new Map(openers.map(([key], rank) => [key, rank]));

function open(record: RawRecord): Iterable<RawRecord> | undefined {
  let candidates = 0;
  for (const key in record) {
    const rank = ranks.get(key);
    if (rank !== undefined) candidates |= 1 << rank;
  }
  for (let rank = 0; candidates >> rank !== 0; rank++) {
    const [key, opener] = openers[rank] ?? [];
    if ((candidates & (1 << rank)) === 0 || key === undefined || opener === undefined) continue;
    const inner = opener(record, record[key]);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
