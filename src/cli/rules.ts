// SPDX-License-Identifier: Apache-2.0
import { type Command, Option } from 'commander';
import type { RulesRequest } from './run-rules.ts';

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

function listing(command: Command): Command {
  return command
    .option('--rules <path>', 'more Sigma rules: a file or folder; may be repeated', collect)
    .option('--settings <file>', 'settings; default tokenward.yml here')
    .addOption(new Option('--format <format>', 'how it is written').choices(['terminal', 'json']).default('terminal'));
}

export function addRulesCommand(program: Command): void {
  const rules = program.command('rules').description('list, show, test and validate detections');
  listing(rules.command('list').description('every rule, a line each')).action(async (request: RulesRequest) => {
    const { listRules } = await import('./run-rules.ts');
    process.exitCode = listRules(request);
  });
  listing(rules.command('show').description('one rule whole: why, settings, cases').argument('<name>')).action(
    async (name: string, request: RulesRequest) => {
      const { showRule } = await import('./run-rules.ts');
      process.exitCode = showRule(name, request);
    },
  );
  listing(
    rules
      .command('coverage')
      .description('the rows of the mission and the ATT&CK analytics, with the rules behind each'),
  ).action(async (request: RulesRequest) => {
    const { showCoverage } = await import('./run-rules.ts');
    process.exitCode = showCoverage(request);
  });
  rules
    .command('test')
    .description('run the cases of rules: the shipped ones, or those at the paths')
    .argument('[paths...]')
    .action(async (paths: string[]) => {
      const { testRules } = await import('./run-rules.ts');
      process.exitCode = testRules(paths);
    });
  rules
    .command('validate')
    .description('check a tree of Sigma rules; what cannot be used is named with its reason')
    .argument('<paths...>')
    .addOption(new Option('--format <format>', 'how it is written').choices(['terminal', 'json']).default('terminal'))
    .action(async (paths: string[], request: Pick<RulesRequest, 'format'>) => {
      const { validateRules } = await import('./run-rules.ts');
      process.exitCode = validateRules(paths, request.format);
    });
}
