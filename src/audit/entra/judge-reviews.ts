// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';
import { at, entraIndex } from './entra-index.ts';

/** A guest in a query of Graph, whose blanks may be written as `+` or `%20`. */
export const ofGuests = /userType(?:\s|\+|%20)+eq(?:\s|\+|%20)+(?:'|%27)Guest/i;

/**
 * The verdict on whether access reviews that cover something recur.
 *
 * @param covers whether the queries of a review do
 * @param question what the review asks, after `whether`
 */
export function* judgeReviews(
  inventory: Inventory,
  now: number,
  covers: (queries: readonly string[]) => boolean,
  question: string,
): Iterable<Verdict> {
  const { tenant } = entraIndex(inventory);
  const reviews = inventory.of('entra.access-review').filter((it) => covers(it.queries));
  const over = (it: ItemOf<'entra.access-review'>): boolean =>
    it.until !== undefined && it.until < new Date(now).toISOString().slice(0, 10);
  const lasting =
    reviews.find((it) => it.recurs === true && !over(it)) ?? reviews.find((it) => it.recurs === undefined);
  if (lasting !== undefined) {
    yield lasting.recurs === undefined
      ? { status: 'unknown', subject: tenant, reason: `whether "${lasting.name}" recurs was not exported` }
      : { status: 'pass', subject: tenant };
    return;
  }
  if (inventory.collected('entra.access-review') === 'partial') {
    yield {
      status: 'unknown',
      subject: tenant,
      reason: 'the access reviews were not read to their end, and one of the rest may do it',
    };
    return;
  }
  const [once] = reviews;
  yield {
    status: 'fail',
    subject: tenant,
    summary:
      once === undefined
        ? `No access review asks whether ${question}.`
        : once.recurs === true
          ? `"${once.name}" asked whether ${question}, and ended ${once.until}.`
          : `"${once.name}" asked once whether ${question}, and does not recur.`,
    evidence: (once === undefined ? inventory.of('entra.access-review').slice(0, 1) : [once]).map((it) =>
      at(it, `covers ${it.queries.join(', ')}`, 'scope'),
    ),
  };
}
