// SPDX-License-Identifier: Apache-2.0
import type { Collected, Inventory } from '../model/inventory/inventory.ts';
import type { Item, ItemKind, ItemOf } from '../model/inventory/item.ts';

/** Both are of the same kind, so that what comes out is of it too. */
function joined(first: Item, next: Item): Item {
  return { ...next, ...first } as Item;
}

/**
 * Puts items together into an inventory. Several items with the same kind and id are one: what the first does not say, the
 * next fills in (a user of AWS from two exports), and reading the same export twice changes nothing.
 *
 * A kind of which there is an item counts as collected (completely, unless a collection says otherwise).
 */
export function createInventory(items: Iterable<Item>, collections: readonly Collected[] = []): Inventory {
  const byKind = new Map<ItemKind, Map<string, Item>>();
  const seen = new Map<string, Collected>();
  let size = 0;
  for (const item of items) {
    let list = byKind.get(item.kind);
    if (list === undefined) {
      list = new Map();
      byKind.set(item.kind, list);
    }
    const before = list.get(item.id);
    if (before === undefined) size++;
    else if (Object.keys(item).every((key) => Object.hasOwn(before, key))) continue;
    list.set(item.id, before === undefined ? item : joined(before, item));
    const key = `${item.kind} ${item.provider}`;
    if (!seen.has(key)) seen.set(key, { kind: item.kind, provider: item.provider, complete: true });
  }
  for (const it of collections) {
    const key = `${it.kind} ${it.provider}`;
    const before = seen.get(key);
    // What one collection could not read stays unread, whatever another one says.
    if (before === undefined || before.complete) seen.set(key, it);
  }
  const all = [...seen.values()];
  const lists = new Map<ItemKind, readonly Item[]>();
  return {
    of<K extends ItemKind>(kind: K): readonly ItemOf<K>[] {
      let list = lists.get(kind);
      if (list === undefined) {
        list = [...(byKind.get(kind)?.values() ?? [])];
        lists.set(kind, list);
      }
      return list as readonly ItemOf<K>[];
    },
    find<K extends ItemKind>(kind: K, id: string): ItemOf<K> | undefined {
      return byKind.get(kind)?.get(id) as ItemOf<K> | undefined;
    },
    collected(kind, provider) {
      const found = all.filter((it) => it.kind === kind && (provider === undefined || it.provider === provider));
      if (found.length === 0) return 'none';
      return found.every((it) => it.complete) ? 'complete' : 'partial';
    },
    collections: all,
    size,
    *all() {
      for (const list of byKind.values()) yield* list.values();
    },
  };
}
