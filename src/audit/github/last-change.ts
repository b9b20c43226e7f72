// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';

type Change = ItemOf<'github.setting-change'>;

/** Of each organisation the last change of a setting in its audit log; undefined where the log holds none. */
export function lastChange(inventory: Inventory, setting: Change['setting']): ReadonlyMap<string, Change | undefined> {
  const last = new Map<string, Change | undefined>();
  for (const it of inventory.of('github.organization')) last.set(it.login.toLowerCase(), undefined);
  for (const it of inventory.of('github.setting-change')) {
    if (it.setting !== setting) {
      if (!last.has(it.organization)) last.set(it.organization, undefined);
      continue;
    }
    const before = last.get(it.organization);
    if (before === undefined || before.at < it.at) last.set(it.organization, it);
  }
  return last;
}
