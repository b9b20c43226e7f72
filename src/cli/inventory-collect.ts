// SPDX-License-Identifier: Apache-2.0
import { type Command, InvalidArgumentError } from 'commander';
import type { CollectCommandRequest } from './run-inventory-collect.ts';

function addOption(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write name=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function toConcurrency(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 16)
    throw new InvalidArgumentError('Write a number from 1 to 16.');
  return value;
}

export function addInventoryCollect(inventory: Command): void {
  inventory
    .command('collect')
    .description('read a provider through its API, changing nothing, and keep the answers without their secrets')
    .argument('[provider]', 'whom to ask; without it, the providers are listed')
    .option('--option <name=value...>', 'an option of the provider, as in organisation=example-shop', addOption, {})
    .option('--output <folder>', 'where the answers are kept; an interrupted collection there is gone on with')
    .option('--permissions', 'only list the permissions that are needed', false)
    .option('--base-url <url>', "the API's address, for servers of your own")
    .option('--concurrency <number>', 'calls at the same time', toConcurrency, 4)
    .option('--fresh', 'start anew, whatever an earlier run left', false)
    .option('--quiet', 'no progress and no notes', false)
    .action(async (provider: string | undefined, request: CollectCommandRequest) => {
      const { runInventoryCollect } = await import('./run-inventory-collect.ts');
      process.exitCode = await runInventoryCollect(provider, request);
    });
}
