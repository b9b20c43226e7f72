// SPDX-License-Identifier: Apache-2.0
// `tokenward inventory show|graph|paths|diff|export`: what is declared here runs in run-inventory.ts.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InventoryRequest, PathsRequest, ShowRequest } from './run-inventory.ts';

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 9999.');
  return Number(text);
}

function common(command: Command, formats: readonly string[], standard: string): Command {
  return command
    .addOption(new Option('--format <format>', 'how it is written').choices(formats).default(standard))
    .option('--output <file>', 'write there instead of standard output')
    .option('--quiet', 'no notes', false);
}

export function addInventoryShowCommands(inventory: Command): void {
  const load = () => import('./run-inventory.ts');
  common(inventory.command('show'), ['terminal', 'jsonl'], 'terminal')
    .description('say what is known: how many of each kind, or the items of one kind')
    .argument('<paths...>', 'files and folders: exports, manifests, repositories, saved pages')
    .option('--kind <kind>', 'list the items of this kind')
    .action(async (paths: string[], request: ShowRequest) => {
      process.exitCode = await (await load()).showInventory(paths, request);
    });
  common(inventory.command('graph'), ['dot', 'mermaid', 'jsonl'], 'dot')
    .description('draw who has power over what')
    .argument('<paths...>', 'files and folders')
    .action(async (paths: string[], request: InventoryRequest) => {
      process.exitCode = await (await load()).drawGraph(paths, request);
    });
  common(inventory.command('paths'), ['terminal', 'jsonl'], 'terminal')
    .description('say how a stolen token spreads: ways from one thing to another, the shortest first')
    .argument('<paths...>', 'files and folders')
    .requiredOption('--from <name>', 'whose token is stolen: an id, a name, an address, or a part with *')
    .requiredOption('--to <name>', 'what it may lead to; * for everything')
    .option('--limit <count>', 'ways at most', count, 10)
    .option('--hops <count>', 'hops of a way at most', count, 12)
    .action(async (paths: string[], request: PathsRequest) => {
      process.exitCode = await (await load()).showPaths(paths, request);
    });
  common(inventory.command('diff'), ['terminal', 'jsonl'], 'terminal')
    .description('say what is new, changed and gone between two inventories')
    .argument('<before>', 'a file or folder')
    .argument('<after>', 'a file or folder')
    .action(async (before: string, after: string, request: InventoryRequest) => {
      process.exitCode = await (await load()).showDiff(before, after, request);
    });
  common(inventory.command('export'), ['jsonl'], 'jsonl')
    .description('write the inventory as JSON lines, which every command here reads again')
    .argument('<paths...>', 'files and folders')
    .action(async (paths: string[], request: InventoryRequest) => {
      process.exitCode = await (await load()).writeExport(paths, request);
    });
}
