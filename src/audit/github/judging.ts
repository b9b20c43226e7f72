// SPDX-License-Identifier: Apache-2.0
// Small parts that the checks of GitHub and GitLab share.
import type { CheckContext, CheckEvidence, Subject, Verdict } from '../../model/check.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

type Fail = Extract<Verdict, { status: 'fail' }>;

export function pass(subject: Subject): Verdict {
  return { status: 'pass', subject };
}

export function unknown(subject: Subject, reason: string): Verdict {
  return { status: 'unknown', subject, reason };
}

export function fail(
  subject: Subject,
  summary: string,
  evidence: CheckEvidence,
  more: Partial<Pick<Fail, 'severity' | 'confidence' | 'next' | 'score'>> = {},
): Verdict {
  return { status: 'fail', subject, summary, evidence: [evidence], ...more };
}

/** A place below an item: the field that shows it. */
export function at(
  item: { readonly where: Provenance },
  note: string,
  ...path: readonly (string | number)[]
): CheckEvidence {
  return { where: item.where, path: [...(item.where.path ?? []), ...path], note };
}

/** Whole days from then to the time of the audit. */
export function daysSince(context: CheckContext, time: string): number {
  return Math.floor((context.now - Date.parse(time)) / 86_400_000);
}

/** The subject of a scope: `organization:LOGIN`, `repository:OWNER/NAME`, `project:PATH`. */
export function ofScope(provider: 'github' | 'gitlab', scope: string): Subject {
  const colon = scope.indexOf(':');
  return { kind: scope.slice(0, colon), id: `${provider}:${scope}`, name: scope.slice(colon + 1) };
}

/** `organisation example-shop`, `repository example-shop/web`. */
export function inWords({ kind, name = '' }: Subject): string {
  return `${kind === 'organization' ? 'organisation' : kind} ${name}`;
}

/** Last use in words, where it was too long ago; undefined where it was not. */
export function disuse(
  context: CheckContext,
  lastUsed: string,
  since: string | undefined,
  limit: number,
): string | undefined {
  if (lastUsed !== 'never') {
    const days = daysSince(context, lastUsed);
    return days > limit ? `was last used ${days} days ago` : undefined;
  }
  // What is new has had no time to be used.
  if (since !== undefined && daysSince(context, since) <= limit) return undefined;
  return 'was never used';
}
