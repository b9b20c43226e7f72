// SPDX-License-Identifier: Apache-2.0
// Verdicts in one line each.
import type { CheckEvidence, Subject, Verdict } from '../model/check.ts';
import type { Provenance } from '../model/inventory/provenance.ts';

type Fail = Extract<Verdict, { readonly status: 'fail' }>;

/** The subject is fine. */
export function pass(subject: Subject): Verdict {
  return { status: 'pass', subject };
}

/** The subject is weak; `note` says what the evidence shows. */
export function fail(
  subject: Subject,
  summary: string,
  evidence: CheckEvidence | readonly CheckEvidence[],
  more: Pick<Fail, 'severity' | 'confidence' | 'next'> = {},
): Verdict {
  return { status: 'fail', subject, summary, evidence: [evidence].flat(), ...more };
}

/** It cannot be told; the reason names what would tell. */
export function unknown(subject: Subject, reason: string): Verdict {
  return { status: 'unknown', subject, reason };
}

export function proof(where: Provenance, note: string): CheckEvidence {
  return { where, note };
}

/** The day of a time, as people write it in tables. */
export function day(time: string): string {
  return time.slice(0, 10);
}

const dayLength = 86_400_000;

/** Whole days from a time to now; negative for the future. */
export function daysSince(time: string, now: number): number {
  return Math.floor((now - Date.parse(time)) / dayLength);
}
