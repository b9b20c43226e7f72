// SPDX-License-Identifier: Apache-2.0
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LabRequest } from './run-lab.ts';

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

function day(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Give a day: 2026-03-02.');
  return `${text}T00:00:00.000Z`;
}

export function addLabCommand(program: Command): void {
  program
    .command('lab')
    .description('make-believe organisations to try things on')
    .command('generate')
    .description('write synthetic logs with labelled attacks; the same options give the same bytes')
    .argument('<folder>', 'where they are written; must be new or empty')
    .option('--seed <number>', 'which organisation', whole(0, 2 ** 31), 1)
    .option('--start <day>', 'first day', day, '2026-03-02T00:00:00.000Z')
    .option('--days <number>', 'how many days', whole(1, 366), 2)
    .option('--people <number>', 'how many people', whole(5, 100_000), 25)
    .addOption(
      new Option('--size <size>', 'how much background').choices(['small', 'medium', 'large']).default('small'),
    )
    .option('--attack <name>', 'only this attack; may be repeated; default all', collect)
    .option('--source <id>', 'only this log source; may be repeated', collect)
    .action(async (folder: string, request: LabRequest) => {
      const { runLab } = await import('./run-lab.ts');
      process.exitCode = await runLab(folder, request);
    });
}
