// SPDX-License-Identifier: Apache-2.0
import { formatPosition, TokenwardError } from '../model/error.ts';
import { say } from './say.ts';

/** What the process's exit says. */
export const exitCodes = { done: 0, failOn: 1, usage: 2, unreadable: 3, interrupted: 130 } as const;

const usage: ReadonlySet<string> = new Set([
  'USAGE',
  'SETTINGS_INVALID',
  'STATE_INVALID',
  'RULE_SYNTAX',
  'RULE_INVALID',
  'RULE_UNSUPPORTED',
  'RULE_REFERENCE',
  'RULE_DUPLICATE',
  'RULE_PLACEHOLDER',
  'REGEX_INVALID',
  'CASE_INVALID',
  'BASELINE_INVALID',
  'EXCEPTION_INVALID',
]);

/** Says an error on standard error and returns the exit code for it. Defects of ours are shown whole. */
export function fail(error: unknown): number {
  if (error instanceof TokenwardError) {
    const at = error.position === undefined ? '' : ` (${formatPosition(error.position)})`;
    say(`${error.message}${at} [${error.code}]`);
    return usage.has(error.code) ? exitCodes.usage : exitCodes.unreadable;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`tokenward: this is a defect of tokenward, please report it:\n${text}\n`);
  return exitCodes.unreadable;
}
