// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Item } from '../model/inventory/item.ts';

/** How two inventories differ. Where a fact was read, and when, makes no difference. */
export interface InventoryDiff {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly changed: readonly { readonly before: Item; readonly after: Item; readonly fields: readonly string[] }[];
  readonly same: number;
}

function facts(item: Item): ReadonlyMap<string, string> {
  const own = Object.entries(item).filter(([key]) => key !== 'where');
  return new Map(own.map(([key, value]) => [key, JSON.stringify(value)]));
}

function changedFields(before: Item, after: Item): readonly string[] {
  const left = facts(before);
  const right = facts(after);
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key));
}

/** Compares two inventories item by item, by kind and id. */
export function diffInventories(before: Inventory, after: Inventory): InventoryDiff {
  const added: Item[] = [];
  const changed: { before: Item; after: Item; fields: readonly string[] }[] = [];
  let same = 0;
  for (const item of after.all()) {
    const old = before.find(item.kind, item.id);
    if (old === undefined) added.push(item);
    else {
      const fields = changedFields(old, item);
      if (fields.length === 0) same++;
      else changed.push({ before: old, after: item, fields });
    }
  }
  const removed = [...before.all()].filter((item) => after.find(item.kind, item.id) === undefined);
  return { added, removed, changed, same };
}
