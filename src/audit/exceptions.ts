// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, Exception, Weakness } from '../model/audit-result.ts';
import type { Check } from '../model/check.ts';
import { TokenwardError } from '../model/error.ts';

const day = 86_400_000;

function covers(exception: Exception, weakness: Weakness): boolean {
  if (exception.check !== weakness.check.id) return false;
  const { subject } = exception;
  return subject.endsWith('*') ? weakness.subject.id.startsWith(subject.slice(0, -1)) : weakness.subject.id === subject;
}

/** The end of the day that an exception names. */
function endOf(exception: Exception): number {
  return Date.parse(`${exception.expires}T00:00:00Z`) + day;
}

/**
 * Takes accepted weaknesses out of an audit, and says which exceptions are over, cover nothing, or are about to end.
 *
 * An exception that is over covers nothing. One whose check was not run is left alone: it may cover something elsewhere.
 *
 * @throws TokenwardError `EXCEPTION_INVALID` where an exception names a check that is not there
 */
export function applyExceptions(
  result: AuditResult,
  exceptions: readonly Exception[],
  checks: readonly Check[],
): AuditResult {
  for (const it of exceptions) {
    if (checks.some((check) => check.id === it.check)) continue;
    throw new TokenwardError(
      'EXCEPTION_INVALID',
      `an exception names the check "${it.check}", which is not there; \`tokenward audit --list\` names them`,
    );
  }
  const valid = exceptions.filter((it) => endOf(it) > result.now);
  const excepted = result.weaknesses.flatMap((weakness) => {
    const exception = valid.find((it) => covers(it, weakness));
    return exception === undefined ? [] : [{ weakness, exception }];
  });
  const accepted = new Set(excepted.map((it) => it.weakness));
  const used = new Set(excepted.map((it) => it.exception));
  const ran = new Set(result.outcomes.filter((it) => it.state !== 'not-run').map((it) => it.check.id));
  const stale = exceptions.flatMap((exception) => {
    if (endOf(exception) <= result.now) return [{ exception, why: `ended on ${exception.expires}` }];
    if (!used.has(exception) && ran.has(exception.check))
      return [{ exception, why: 'covers nothing any more: take it out' }];
    return [];
  });
  const count = new Map<string, number>();
  for (const { weakness } of excepted) count.set(weakness.check.id, (count.get(weakness.check.id) ?? 0) + 1);
  return {
    ...result,
    weaknesses: result.weaknesses.filter((it) => !accepted.has(it)),
    excepted: [...result.excepted, ...excepted],
    staleExceptions: [...result.staleExceptions, ...stale],
    outcomes: result.outcomes.map((it) => {
      const many = count.get(it.check.id) ?? 0;
      if (many === 0) return it;
      const failed = it.failed - many;
      return { ...it, failed, excepted: many, state: failed > 0 ? it.state : it.unknown > 0 ? 'unknown' : 'passed' };
    }),
  };
}
