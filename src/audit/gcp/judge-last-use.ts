// SPDX-License-Identifier: Apache-2.0
// Keys and accounts that nobody uses: Google tells the last use in an export of its own.
import type { Subject, Verdict } from '../../model/check.ts';
import type { Credential, LastUse } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

/** What checks are about where they judge a key. */
export function subjectOfKey(key: Credential): Subject {
  return { kind: 'service-account-key', id: key.id, ...(key.name === undefined ? {} : { name: key.name }) };
}

/** The enabled keys of service accounts. */
export function enabledKeys(credentials: readonly Credential[]): readonly Credential[] {
  return credentials.filter((it) => it.provider === 'gcp' && it.type === 'service-account-key' && it.enabled !== false);
}

export interface Used {
  readonly subject: Subject;
  /** As a sentence begins with it. */
  readonly name: string;
  readonly lastUsed: LastUse | undefined;
  readonly where: Provenance;
}

/** Passes what was used within so many days before `now`. */
export function judgeLastUse(
  { subject, name, lastUsed, where }: Used,
  { now, days, lists }: { readonly now: number; readonly days: number; readonly lists: string },
): Verdict {
  if (lastUsed === undefined || !('at' in lastUsed)) {
    return {
      status: 'unknown',
      subject,
      reason: `${lists} used: add \`lastAuthenticatedTime\` from \`gcloud policy-intelligence query-activity\``,
    };
  }
  const since = Math.floor((now - Date.parse(lastUsed.at)) / 86_400_000);
  if (since <= days) return { status: 'pass', subject };
  return {
    status: 'fail',
    subject,
    summary: `${name} was last used ${since} days ago.`,
    evidence: [{ where, note: `last used on ${lastUsed.at.slice(0, 10)}` }],
  };
}
