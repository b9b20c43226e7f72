// SPDX-License-Identifier: Apache-2.0
// Words and numbers that the checks of applications share.
import type { CheckEvidence } from '../../model/check.ts';
import type { LastUse } from '../../model/inventory/nouns.ts';
import { type HeldScope, type Risk, riskOrder } from './client-index.ts';

export const day = 86_400_000;

export function daysSince(time: string, now: number): number {
  return Math.floor((now - Date.parse(time)) / day);
}

/** Days since the last use; infinite for never; undefined where it is not known. */
export function idleDays(use: LastUse | undefined, now: number): number | undefined {
  if (use === undefined) return undefined;
  return 'at' in use ? daysSince(use.at, now) : Number.POSITIVE_INFINITY;
}

export function isAtLeast(risk: Risk | undefined, least: Risk): boolean {
  return risk !== undefined && riskOrder.indexOf(risk) >= riskOrder.indexOf(least);
}

export function worstOf(scopes: readonly HeldScope[]): Risk | undefined {
  return riskOrder.findLast((risk) => scopes.some((it) => it.risk === risk));
}

export function listed(names: readonly string[], most = 4): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

export function scopeNames(scopes: readonly HeldScope[]): string {
  return listed([...new Set(scopes.map((it) => it.name))]);
}

/** What we say of a permission and what others say, beside each other. */
export function scopeEvidence(scopes: readonly HeldScope[], most = 12): readonly CheckEvidence[] {
  return scopes.slice(0, most).map((it) => {
    const others = it.opinions.map(({ by, rating }) => `${by}: ${rating}`).join('; ');
    const breadth = it.everywhere ? 'for everybody' : it.grants === 1 ? 'for one person' : `for ${it.grants} people`;
    return {
      where: it.where,
      note: `${it.name} (${it.kind}, ${breadth}): ${it.risk ?? 'not rated'}, ${it.why}${others === '' ? '' : ` [${others}]`}`,
    };
  });
}
