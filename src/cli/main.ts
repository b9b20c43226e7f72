// SPDX-License-Identifier: Apache-2.0
// The command line. Commands load what they need when they run, so that help answers at once.
import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';
import { TokenwardError } from '../model/error.ts';
import { addAccountsCommand } from './accounts.ts';
import { addAuditCommand } from './audit.ts';
import { addDetectCommand } from './detect.ts';
import { addDoctorCommand } from './doctor.ts';
import { exitCodes, fail } from './exit.ts';
import { addInventoryCommand } from './inventory.ts';
import { addLabCommand } from './lab.ts';
import { isReporting } from './output.ts';
import { addRulesCommand } from './rules.ts';
import { version } from './version.ts';

enableCompileCache();

const program = new Command('tokenward')
  .description(
    'Finds stolen application access tokens in audit logs, and what makes their theft possible (MITRE ATT&CK T1528).',
  )
  .version(version(), '-V, --version')
  .showHelpAfterError('(add --help for usage)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 the --fail-on severity was reached, 2 wrong usage,
            3 input that could not be read, 130 interrupted.

Start with:  tokenward detect FOLDER-OF-LOGS
             tokenward audit FOLDER`,
  );

addDetectCommand(program);
addAuditCommand(program);
addInventoryCommand(program);
addAccountsCommand(program);
addRulesCommand(program);
addLabCommand(program);
addDoctorCommand(program);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isReporting()) return;
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  process.exit(fail(new TokenwardError('USAGE', `standard output cannot be written to: ${error.message}`)));
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  else process.exitCode = fail(error);
}
