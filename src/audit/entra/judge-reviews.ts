// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { at, entraIndex } from './entra-index.ts';

/**
 * The verdict on whether access reviews that cover something recur.
 *
 * @param covers what the query of such a review holds
 * @param question what the review asks, after `whether`
 */
export function* judgeReviews(inventory: Inventory, covers: RegExp, question: string): Iterable<Verdict> {
  const { tenant } = entraIndex(inventory);
  const reviews = inventory.of('entra.access-review').filter((it) => it.queries.some((query) => covers.test(query)));
  const lasting = reviews.find((it) => it.recurs !== false);
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
        : `"${once.name}" asked once whether ${question}, and does not recur.`,
    evidence: (once === undefined ? inventory.of('entra.access-review').slice(0, 1) : [once]).map((it) =>
      at(it, `covers ${it.queries.join(', ')}`, 'scope'),
    ),
  };
}
