// SPDX-License-Identifier: Apache-2.0
import type { CiUses } from '../../../model/inventory/ci.ts';

const version = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?(?![\w.])/;

/**
 * Major, minor and patch of an action, as far as they are told: by its tag, or where it is pinned by the comment behind the hash.
 * The comment is what the author believes: nothing is to rest on it alone that would hide a weakness of another kind.
 */
export function versionOf(uses: CiUses | undefined): readonly number[] | undefined {
  const text =
    uses?.pinned === true ? (uses.comment ?? '').replace(/^(?:tag|ratchet)[:=]\s*(?:\S+@)?/i, '') : uses?.ref;
  const found = version.exec(text ?? '');
  return found?.slice(1).flatMap((it) => (it === undefined ? [] : [Number(it)]));
}
