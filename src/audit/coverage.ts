// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../model/check.ts';

/** A row of another tool's list, with our checks that ask the same. */
export interface CoveredRow {
  readonly peer: string;
  readonly id: string;
  readonly title: string;
  readonly checks: readonly string[];
}

/** Our checks held against another tool's list. */
export function coverRows(
  checks: readonly Check[],
  rows: readonly { readonly peer: string; readonly id: string; readonly title: string }[],
): readonly CoveredRow[] {
  const ours = new Map<string, string[]>();
  for (const check of checks) {
    const named = { ...check.mappings.peers, scubagear: scubaIds(check, 'MS.'), scubagoggles: scubaIds(check, 'GWS.') };
    for (const [peer, ids] of Object.entries(named)) {
      for (const id of ids) ours.set(`${peer} ${id}`, [...(ours.get(`${peer} ${id}`) ?? []), check.id]);
    }
  }
  return rows.map((row) => ({ ...row, checks: [...new Set(ours.get(`${row.peer} ${row.id}`) ?? [])] }));
}

/** CISA's ids are given as a framework or as a peer; a version at the end (`v1`) is not part of the question. */
function scubaIds({ mappings }: Check, prefix: 'MS.' | 'GWS.'): readonly string[] {
  const peer = prefix === 'MS.' ? mappings.peers?.scubagear : mappings.peers?.scubagoggles;
  return [...(mappings.scuba ?? []), ...(peer ?? [])]
    .filter((id) => id.startsWith(prefix) || !/^(?:MS|GWS)\./.test(id))
    .map((id) => id.replace(/v\d+$/, ''));
}
