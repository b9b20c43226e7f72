// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check that everything Tokenward needs is in place')
    .option('--settings <file>', 'settings; default tokenward.yml here')
    .action(async (request: { readonly settings?: string }) => {
      const { runDoctor } = await import('./run-doctor.ts');
      process.exitCode = runDoctor(request.settings);
    });
}
