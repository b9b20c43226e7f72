// SPDX-License-Identifier: Apache-2.0
import { type Command, Option } from 'commander';
import { leastPrivilegeFormats } from './formats.ts';
import type { LeastPrivilegeRequest } from './run-least-privilege.ts';

export function addAccountsCommand(program: Command): void {
  const accounts = program.command('accounts').description('keep accounts and what they may do in order');
  accounts
    .command('least-privilege')
    .description('what is granted held against what logs show: smaller roles, policies and scopes as a patch')
    .option('--from <logs...>', 'audit logs of Kubernetes and GitHub, CloudTrail, Microsoft Graph activity logs', [])
    .requiredOption('--grants <inventory...>', 'manifests, exports and workflows that say what is granted')
    .option('--for <id>', 'one account, role, client or workflow: its id, name, or the end of its id')
    .addOption(
      new Option('--format <format>', 'how the result is written').choices(leastPrivilegeFormats).default('terminal'),
    )
    .option('--output <file>', 'write there instead of standard output')
    .option('--quiet', 'no notes', false)
    .addHelpText(
      'after',
      `
Nothing is taken away in silence: what a log does not hold is "unknown" and stays in the patch, with the reason.

Example:  tokenward accounts least-privilege --from audit.log --grants cluster/ --for shop/cart --format patch`,
    )
    .action(async (request: LeastPrivilegeRequest) => {
      const { runLeastPrivilege } = await import('./run-least-privilege.ts');
      process.exitCode = await runLeastPrivilege(request);
    });
}
