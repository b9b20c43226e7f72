// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { addInventoryCollect } from './inventory-collect.ts';
import { addInventoryShowCommands } from './inventory-show.ts';

export function addInventoryCommand(program: Command): void {
  const inventory = program
    .command('inventory')
    .description('what there is: identities, applications, grants and tokens, from exports and live APIs');
  addInventoryCollect(inventory);
  addInventoryShowCommands(inventory);
}
