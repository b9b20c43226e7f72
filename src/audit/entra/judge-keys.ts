// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { EntraApplication } from '../../model/inventory/entra.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { keyName, lifetime, type PlacedKey } from './app-facts.ts';
import { appSubject, type EntraIndex, entraIndex } from './entra-index.ts';

interface Words {
  /** The sentence of a finding. */
  summary(app: EntraApplication, found: readonly PlacedKey[]): string;
  /** What the evidence says of one credential. */
  note(key: PlacedKey): string;
}

/**
 * Verdicts on the credentials of each registered application.
 *
 * @param select those that are wrong; none where the application is fine
 */
export function* judgeKeys(
  inventory: Inventory,
  select: (app: EntraApplication, index: EntraIndex) => readonly PlacedKey[],
  words: Words,
): Iterable<Verdict> {
  const index = entraIndex(inventory);
  for (const app of inventory.of('entra.application')) {
    const subject = appSubject(app);
    if (app.keys === undefined) {
      yield {
        status: 'unknown',
        subject,
        reason: 'passwordCredentials and keyCredentials are not in the export of applications',
      };
      continue;
    }
    const found = select(app, index);
    if (found.length === 0) yield { status: 'pass', subject };
    else {
      yield {
        status: 'fail',
        subject,
        summary: words.summary(app, found),
        evidence: found.map((it) => ({ where: it.where, note: words.note(it) })),
      };
    }
  }
}

/** Whether a credential lives longer than this many days; one without an end does. */
export function outlives(key: PlacedKey, days: number): boolean {
  return (lifetime(key) ?? Number.POSITIVE_INFINITY) > days;
}

export function lifeNote(key: PlacedKey): string {
  return `${keyName(key)} lives ${lifetime(key) ?? 'unknown'} days, until ${key.end?.slice(0, 10) ?? 'an unknown day'}`;
}

export function endNote(key: PlacedKey): string {
  return `${keyName(key)} ends ${key.end?.slice(0, 10) ?? 'never'}`;
}
