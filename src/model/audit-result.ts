// SPDX-License-Identifier: Apache-2.0
import type { InputProblem } from './account.ts';
import type { Check, CheckEvidence, Fix, ScorePart, Subject } from './check.ts';
import type { Confidence, Severity } from './finding.ts';
import type { Collected } from './inventory/inventory.ts';

/** A check that failed on a subject. */
export interface Weakness {
  /** Stable: the same check and subject give the same id. */
  readonly id: string;
  readonly check: Check;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly summary: string;
  readonly evidence: readonly CheckEvidence[];
  /** What to do, in order; for this subject first. */
  readonly next: readonly string[];
  readonly fix?: Fix;
  readonly score?: readonly ScorePart[];
}

/** A subject on which a check could not be decided. It never counts as passed. */
export interface Unknown {
  readonly check: Check;
  readonly subject: Subject;
  readonly reason: string;
}

/** What came of one check. `not-run`: nothing of its provider was given; `nothing-to-judge`: no subject. */
export interface CheckOutcome {
  readonly check: Check;
  readonly state: 'failed' | 'unknown' | 'passed' | 'nothing-to-judge' | 'not-run';
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  /** Failures that an exception covers; they are among `failed` no more. */
  readonly excepted: number;
}

export type DriftState = 'new' | 'changed' | 'known';

/** All that an audit has to tell; every report format is a function of this. */
export interface AuditResult {
  /** The time of the audit, milliseconds since 1970. */
  readonly now: number;
  readonly weaknesses: readonly Weakness[];
  readonly unknowns: readonly Unknown[];
  readonly outcomes: readonly CheckOutcome[];
  readonly excepted: readonly { readonly weakness: Weakness; readonly exception: Exception }[];
  /** Exceptions that are over, or that cover nothing any more: to be taken out. */
  readonly staleExceptions: readonly { readonly exception: Exception; readonly why: string }[];
  /** Against a baseline, where one was given. */
  readonly drift?: Drift;
  readonly collections: readonly Collected[];
  readonly items: number;
  readonly files: number;
  readonly passedOver: number;
  readonly byReader: Readonly<Record<string, number>>;
  /** What was looked through for tokens, where that was asked for; objects are those of Git histories. */
  readonly searched?: { readonly files: number; readonly objects: number };
  readonly problems: readonly InputProblem[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}

/** A weakness that its owner has accepted, for a time. */
export interface Exception {
  readonly check: string;
  /** Ids of subjects; `*` at the end stands for any rest. */
  readonly subject: string;
  readonly owner: string;
  readonly reason: string;
  /** Date (YYYY-MM-DD) after which it does not count. */
  readonly expires: string;
}

export interface Drift {
  /** Weakness id -> what it is against the baseline. */
  readonly states: ReadonlyMap<string, DriftState>;
  /** What was there in the baseline and is no more. */
  readonly gone: readonly {
    readonly id: string;
    readonly check: string;
    readonly subject: string;
    readonly summary: string;
  }[];
  /** When the baseline was made. */
  readonly since: string;
}
