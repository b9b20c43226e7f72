// SPDX-License-Identifier: Apache-2.0
import { type Command, InvalidArgumentError, Option } from 'commander';
import { severities } from '../model/severity.ts';
import { auditFormats } from './formats.ts';
import type { AuditRequest } from './run-audit.ts';

function parseDay(text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write a day, as in 2026-01-31.');
  return time;
}

export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('find what makes token theft possible, in manifests, repositories and exports')
    .argument(
      '[what...]',
      'an area (kubernetes, ci, entra, ..., secrets; all for every one; without one, all but secrets), then files, folders, - for standard input',
    )
    .addOption(new Option('--format <format>', 'how the result is written').choices(auditFormats).default('terminal'))
    .option('--output <file>', 'write there instead of standard output')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit with 1 if a weakness is at least this severe (with --baseline: a new or changed one)',
      ).choices(severities),
    )
    .option('--baseline <file>', 'say what is new, changed and gone since then')
    .option('--write-baseline <file>', 'write a baseline of this audit')
    .option('--as-of <day>', 'count ages to this day; default today', parseDay)
    .option('--fix', 'repair in the files what can be repaired without breaking anything', false)
    .option('--fix-unsafe', 'repair also what something may rely on', false)
    .option('--dry-run', 'with --fix: print the changes and make none', false)
    .option('--verbose', 'tell every weakness in full on the terminal', false)
    .option('--list', 'list the checks', false)
    .option('--coverage', 'list the checks beside those of other tools, row by row', false)
    .option('--settings <file>', 'settings; default tokenward.yml here or in the folder that is read')
    .option('--quiet', 'no progress and no notes', false)
    .action(async (what: string[], request: AuditRequest) => {
      const { runAuditCommand } = await import('./run-audit.ts');
      process.exitCode = await runAuditCommand(what, request);
    });
}
