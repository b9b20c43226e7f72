// SPDX-License-Identifier: Apache-2.0
import type { ValuePredicate } from './value.ts';

const maxDepth = 64;

/** Whether any text or number anywhere in the record meets the predicate. Keys are not searched. */
export function searchValues(record: unknown, holds: ValuePredicate, depth = 0): boolean {
  if (typeof record === 'string' || typeof record === 'number') return holds(record);
  if (typeof record !== 'object' || record === null || depth > maxDepth) return false;
  for (const value of Array.isArray(record) ? record : Object.values(record)) {
    if (searchValues(value, holds, depth + 1)) return true;
  }
  return false;
}
