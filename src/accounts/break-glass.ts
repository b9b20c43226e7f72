// SPDX-License-Identifier: Apache-2.0
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Identity } from '../model/inventory/nouns.ts';
import { isHuman } from './judge-identities.ts';

/** Accounts for emergencies: told by the provider's reader, or named in the setting. */
export function breakGlassAccounts(inventory: Inventory, names: readonly string[]): readonly Identity[] {
  const wanted = new Set(names.map((it) => it.toLowerCase()));
  return inventory
    .of('identity')
    .filter((it) => isHuman(it) && (it.breakGlass === true || wanted.has(it.name.toLowerCase())));
}

export const accountsSetting = {
  default: [] as readonly string[],
  description: 'names of break-glass accounts that their names do not tell (breakglass, emergency access)',
} as const;
