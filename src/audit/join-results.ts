// SPDX-License-Identifier: Apache-2.0
import type { AuditResult } from '../model/audit-result.ts';

/**
 * Two audits of the same files by different checks as one: that of the inventory, and the search for tokens. The account of
 * files is that of the first; what the second looked through has its own.
 */
export function joinResults(first: AuditResult, second: AuditResult): AuditResult {
  const told = new Set(first.problems.map((it) => `${it.code} ${it.message}`));
  return {
    ...first,
    weaknesses: [...first.weaknesses, ...second.weaknesses],
    unknowns: [...first.unknowns, ...second.unknowns],
    outcomes: [...first.outcomes, ...second.outcomes],
    excepted: [...first.excepted, ...second.excepted],
    staleExceptions: [...first.staleExceptions, ...second.staleExceptions],
    // Both stumble over a file that cannot be opened.
    problems: [...first.problems, ...second.problems.filter((it) => !told.has(`${it.code} ${it.message}`))],
    items: first.items + second.items,
    ...(second.searched === undefined ? {} : { searched: second.searched }),
    elapsedMs: first.elapsedMs + second.elapsedMs,
    interrupted: first.interrupted || second.interrupted,
  };
}
