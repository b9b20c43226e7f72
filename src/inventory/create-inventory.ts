// SPDX-License-Identifier: Apache-2.0
import type { Collected, Inventory } from '../model/inventory/inventory.ts';
import type { Item, ItemKind, ItemOf } from '../model/inventory/item.ts';

/** Both are of the same kind, so that what comes out is of it too. */
function joined(first: Item, next: Item): Item {
  return { ...next, ...first } as Item;
}

/** An inventory that is being put together. */
export interface GrowingInventory {
  add(item: Item): void;
  collect(it: Collected): void;
  /** What is there by now, to be looked at until more is added. */
  view(): Inventory;
}

/**
 * Puts items together into an inventory. Several items with the same kind and id are one: what the first does not say, the
 * next fills in (a user of AWS from two exports), and reading the same export twice changes nothing.
 *
 * A kind of which there is an item counts as collected (completely, unless a collection says otherwise).
 */
export function growInventory(): GrowingInventory {
  const byKind = new Map<ItemKind, Map<string, Item>>();
  const providersOf = new Map<ItemKind, Set<Item['provider']>>();
  const collections: Collected[] = [];
  let size = 0;
  return {
    add(item) {
      let list = byKind.get(item.kind);
      let providers = providersOf.get(item.kind);
      if (list === undefined || providers === undefined) {
        list = new Map();
        byKind.set(item.kind, list);
        providers = new Set();
        providersOf.set(item.kind, providers);
      }
      const before = list.get(item.id);
      if (before === undefined) size++;
      else if (Object.keys(item).every((key) => Object.hasOwn(before, key))) return;
      list.set(item.id, before === undefined ? item : joined(before, item));
      providers.add(item.provider);
    },
    collect(it) {
      collections.push(it);
    },
    view() {
      const seen = new Map<string, Collected>();
      for (const [kind, providers] of providersOf)
        for (const provider of providers) seen.set(`${kind} ${provider}`, { kind, provider, complete: true });
      const asked = new Map<string, Set<string> | undefined>();
      for (const { of, ...it } of collections) {
        const key = `${it.kind} ${it.provider}`;
        const before = seen.get(key);
        // What one collection could not read stays unread, whatever another one says.
        if (before === undefined || before.complete) seen.set(key, it);
        // What was asked once of all was asked of each.
        if (of === undefined || !asked.has(key)) asked.set(key, of === undefined ? undefined : new Set(of));
        else for (const one of of) asked.get(key)?.add(one);
      }
      const all = Array.from(seen, ([key, it]) => {
        const of = asked.get(key);
        return of === undefined ? it : { ...it, of: [...of] };
      });
      return viewOf(byKind, all, size);
    },
  };
}

function viewOf(
  byKind: ReadonlyMap<ItemKind, ReadonlyMap<string, Item>>,
  all: readonly Collected[],
  size: number,
): Inventory {
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

/** An inventory of these items, as {@link growInventory} puts them together. */
export function createInventory(items: Iterable<Item>, collections: readonly Collected[] = []): Inventory {
  const growing = growInventory();
  for (const it of items) growing.add(it);
  for (const it of collections) growing.collect(it);
  return growing.view();
}
