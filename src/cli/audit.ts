// SPDX-License-Identifier: Apache-2.0
import { type Command, Option } from 'commander';
import { severities } from '../model/severity.ts';

export const auditFormats = ['terminal', 'jsonl', 'ocsf', 'sarif', 'junit', 'html'] as const;

/** What `tokenward audit` was asked for. */
export interface AuditRequest {
  readonly format: (typeof auditFormats)[number];
  readonly output?: string;
  readonly failOn?: (typeof severities)[number];
  readonly settings?: string;
  readonly quiet: boolean;
}

export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('find what makes token theft possible, in manifests, repositories and exports')
    .argument('<what...>', 'an area (kubernetes, ci, entra, ...; default all), then files and folders')
    .addOption(new Option('--format <format>', 'how the result is written').choices(auditFormats).default('terminal'))
    .option('--output <file>', 'write there instead of standard output')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 if a weakness is at least this severe').choices(severities),
    )
    .option('--settings <file>', 'settings; default tokenward.yml here or in the folder that is read')
    .option('--quiet', 'no progress and no notes', false)
    .action(async (what: string[], request: AuditRequest) => {
      const { runAuditCommand } = await import('./run-audit.ts');
      process.exitCode = await runAuditCommand(what, request);
    });
}
