// SPDX-License-Identifier: Apache-2.0
// What came of holding use against grants, the same for every provider.

/**
 * `used`: granted, and seen in the log. `unused`: granted, the log would show its use, and shows none. `not-granted`:
 * seen in the log, but not among the grants: refused, or allowed another way. `unknown`: granted, and the log does not
 * hold such uses; it stays in the patch.
 */
export const standings = ['used', 'unused', 'not-granted', 'unknown'] as const;
export type Standing = (typeof standings)[number];

export interface ReviewRow {
  /** In the provider's words: `get secrets`, `s3:GetObject`, `Mail.Read`, `contents: write`. */
  readonly permission: string;
  readonly standing: Standing;
  /** Where it holds: a namespace, a resource, the kind of grant. */
  readonly scope?: string;
  /** The role, policy or grant that gives it. */
  readonly grantedBy?: string;
  readonly count?: number;
  readonly first?: string;
  readonly last?: string;
  readonly why: string;
}

/** The time and the records that the answer rests on. */
export interface LogCoverage {
  readonly log: string;
  readonly first: string;
  readonly last: string;
  readonly records: number;
  /** What this log does not hold, in words. */
  readonly missing: readonly string[];
}

export interface Patch {
  readonly format: 'yaml' | 'json';
  /** What to do with it, in order. */
  readonly how: readonly string[];
  readonly text: string;
}

export interface Review {
  readonly provider: 'kubernetes' | 'aws' | 'entra' | 'github';
  readonly subject: { readonly id: string; readonly name: string };
  readonly window?: LogCoverage;
  readonly rows: readonly ReviewRow[];
  readonly explanation: readonly string[];
  readonly patch?: Patch;
}

const day = 86_400_000;

/** What the length of the data means for the answer. */
export function windowNotes(window: LogCoverage | undefined): readonly string[] {
  if (window === undefined) return ['No log of this provider was given: what is used is unknown.'];
  const days = Math.max(1, Math.round((Date.parse(window.last) - Date.parse(window.first)) / day));
  const notes = [
    `The log covers ${days} ${days === 1 ? 'day' : 'days'} (${window.first.slice(0, 16)}Z to ${window.last.slice(0, 16)}Z), ${window.records} records.`,
  ];
  if (days < 30)
    notes.push(
      'What runs once a month, or only when something breaks, may not be in it: use a log of 90 days before you take anything away for good.',
    );
  for (const it of window.missing) notes.push(`Not in this log: ${it}.`);
  return notes;
}

export function countOf(rows: readonly ReviewRow[], standing: Standing): number {
  return rows.filter((it) => it.standing === standing).length;
}

/** A word of a command line: names in logs and exports are anybody's, and may hold more than a name. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9:._@+=,/-]+$/.test(text) && !text.startsWith('-')) return text;
  return `'${oneLine(text).replace(/'/g, "'\\''")}'`;
}

/** Text for a comment of one line. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').slice(0, 300);
}
