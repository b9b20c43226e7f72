// SPDX-License-Identifier: Apache-2.0
// What the nodes of the graph are called, and how people name them on the command line.
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Names of nodes by id: those of the nouns, else what stands in the id itself. */
export interface Names {
  name(id: string): string;
  /** Ids that a word means: an id, a whole name, an address of mail, or a part with `*`. */
  matching(word: string): ReadonlySet<string>;
}

function pattern(word: string): RegExp {
  const parts = word.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}

/** The nodes of an inventory: everything that a relation leads from or to. */
export function createNames(inventory: Inventory): Names {
  const names = new Map<string, string>();
  const mails = new Map<string, string>();
  for (const kind of ['identity', 'application', 'resource'] as const) {
    for (const it of inventory.of(kind)) names.set(it.id, it.name);
  }
  for (const it of inventory.of('credential')) names.set(it.id, it.name ?? it.id);
  for (const it of inventory.of('identity')) if (it.email !== undefined) mails.set(it.id, it.email);
  const nodes = new Set(inventory.of('relation').flatMap((it) => [it.from, it.to]));
  return {
    name: (id) => names.get(id) ?? id,
    matching(word) {
      const test = pattern(word);
      const fits = (text: string | undefined): boolean => text !== undefined && test.test(text);
      return new Set([...nodes].filter((id) => fits(id) || fits(names.get(id)) || fits(mails.get(id))));
    },
  };
}
