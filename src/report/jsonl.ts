// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../model/account.ts';
import { safeJson } from './visible.ts';

/**
 * One finding a line, in the order of the run, each line ended with a line feed. Nothing is cut.
 *
 * @see https://jsonlines.org
 */
export function* renderJsonl(result: RunResult): Iterable<string> {
  for (const finding of result.findings) yield `${safeJson(finding)}\n`;
}
