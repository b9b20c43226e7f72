// SPDX-License-Identifier: Apache-2.0
import type { AuditResult } from '../model/audit-result.ts';
import type { Check } from '../model/check.ts';
import type { Inventory } from '../model/inventory/inventory.ts';
import { type ChecksOptions, runChecks } from './run-checks.ts';

/** What reading told, beside the inventory itself. */
export type ReadFacts = Pick<AuditResult, 'files' | 'passedOver' | 'byReader' | 'problems' | 'interrupted'>;

/** One audit: checks over an inventory. Pure; `elapsedMs` is for the caller to fill in. */
export function audit(
  checks: readonly Check[],
  inventory: Inventory,
  facts: ReadFacts,
  options: ChecksOptions,
): AuditResult {
  const { weaknesses, unknowns, outcomes } = runChecks(checks, inventory, options);
  return {
    ...facts,
    now: options.now,
    weaknesses,
    unknowns,
    outcomes,
    excepted: [],
    staleExceptions: [],
    collections: inventory.collections,
    items: inventory.size,
    elapsedMs: 0,
  };
}
