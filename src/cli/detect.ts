// SPDX-License-Identifier: Apache-2.0
import { type Command, InvalidArgumentError, Option } from 'commander';
import { severities } from '../model/severity.ts';
import { detectFormats } from './formats.ts';
import type { DetectRequest } from './run-detect.ts';

const durations: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function parseSince(text: string): number {
  const relative = /^(\d{1,5})([mhd])$/.exec(text);
  if (relative) return Date.now() - Number(relative[1]) * (durations[relative[2] ?? ''] ?? 0);
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write 24h, 7d, 2026-01-31 or 2026-01-31T08:00:00Z.');
  return time;
}

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

export function addDetectCommand(program: Command): void {
  program
    .command('detect')
    .description('find token theft in log files, folders, globs or standard input (-)')
    .argument('<logs...>', 'files, folders, globs, or - for standard input')
    .addOption(new Option('--format <format>', 'how findings are written').choices(detectFormats).default('terminal'))
    .option('--output <file>', 'write there instead of standard output')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 if a finding is at least this severe').choices(severities),
    )
    .option('--since <time>', 'only findings from then on: 24h, 7d, 2026-01-31, ...', parseSince)
    .option('--source <id>', 'run rules only on this log source; may be repeated', collect)
    .option('--rules <path>', 'more Sigma rules: a file or folder; may be repeated', collect)
    .option('--state <folder>', 'keep baselines there from run to run')
    .option('--settings <file>', 'settings; default tokenward.yml here or in the folder of logs')
    .option('--quiet', 'no progress and no notes', false)
    .option('--no-screen', 'parse every record (slower, same findings)')
    .action(async (logs: string[], options: DetectRequest) => {
      const { runDetectCommand } = await import('./run-detect.ts');
      process.exitCode = await runDetectCommand(logs, options);
    });
}
