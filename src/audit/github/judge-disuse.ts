// SPDX-License-Identifier: Apache-2.0
import type { CheckContext, Verdict } from '../../model/check.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, disuse, fail, pass, unknown } from './judging.ts';

interface Usable {
  readonly id: string;
  readonly where: Provenance;
  readonly lastUsed?: string | undefined;
}

interface Words<T> {
  readonly kind: string;
  name(it: T): string;
  /** Since when it could be used. */
  since(it: T): string | undefined;
  /** The field of the answer that tells the last use. */
  readonly field: string;
  /** Why the field may not be there. */
  readonly without?: string;
  /** It in a sentence, as in `The token "x" of anna`. */
  title(it: T): string;
}

/** Verdicts on what GitHub or GitLab tell the last use of; the setting `days` is how long it may go unused. */
export function* judgeDisuse<T extends Usable>(
  context: CheckContext,
  items: Iterable<T>,
  words: Words<T>,
): Iterable<Verdict> {
  const limit = context.settings.number('days');
  for (const it of items) {
    const subject = { kind: words.kind, id: it.id, name: words.name(it) };
    if (it.lastUsed === undefined) {
      yield unknown(subject, `the answer has no ${words.field}${words.without ?? ''}`);
      continue;
    }
    const why = disuse(context, it.lastUsed, words.since(it), limit);
    if (why === undefined) yield pass(subject);
    else yield fail(subject, `${words.title(it)} ${why}.`, at(it, why, words.field));
  }
}
