// SPDX-License-Identifier: Apache-2.0
import { tsvRows } from './lists.ts';
import { readList } from './load.ts';

/** One check of another tool. */
export interface PeerCheck {
  readonly peer: string;
  readonly id: string;
  /** What it asks for, in our words. */
  readonly title: string;
}

/** The checks of other tools that ours are held against, from content/lists. */
export function readPeerChecks(): readonly PeerCheck[] {
  return [...tsvRows(readList('peer-checks.tsv'))].map(([peer = '', id = '', title = '']) => ({ peer, id, title }));
}
