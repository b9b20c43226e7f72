// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../model/error.ts';

/**
 * Nobody types an export: without a pipe, `-` would wait for ever.
 *
 * @param command that reads it, for the message
 * @throws TokenwardError `USAGE`
 */
export function refuseTerminal(paths: readonly string[], command: string): void {
  if (!paths.includes('-') || process.stdin.isTTY !== true) return;
  throw new TokenwardError(
    'USAGE',
    `- is standard input, and nothing is piped into it: write \`kubectl get ... -o yaml | ${command}\`, or name a file`,
  );
}
