// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { type Limit, limitOf } from './app-limits.ts';
import { at, entraIndex } from './entra-index.ts';

/**
 * The verdict on one limit of the default policy for credentials of applications.
 *
 * @param open what the policy does where the limit does not hold, as in `lets client secrets be added`
 * @param most longest lifetime in days, for limits of lifetimes
 */
export function* judgeLimit(
  inventory: Inventory,
  list: 'passwords' | 'keys',
  type: string,
  open: string,
  most?: number,
): Iterable<Verdict> {
  const { tenant: subject } = entraIndex(inventory);
  const limit = limitOf(inventory, list, type);
  if (limit === undefined) {
    yield {
      status: 'unknown',
      subject,
      reason:
        'the default app management policy with isEnabled was not exported: GET /policies/defaultAppManagementPolicy',
    };
    return;
  }
  const why = limit.open ?? (most === undefined ? undefined : longer(limit, most));
  if (why === undefined) yield { status: 'pass', subject };
  else {
    yield {
      status: 'fail',
      subject,
      summary: `The tenant's policy for applications ${open}: ${why}.`,
      evidence: [at(limit.policy, why, ...limit.path)],
    };
  }
}

function longer({ days }: Limit, most: number): string | undefined {
  if (days === undefined) return 'it sets no longest lifetime';
  return days > most ? `it allows ${days} days` : undefined;
}
