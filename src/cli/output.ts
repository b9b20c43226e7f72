// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { accessSync, constants, createWriteStream, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { TokenwardError } from '../model/error.ts';

/** How wide and colourful a report may be where it goes. */
export function paperOptions(output: string | undefined): { readonly color: boolean; readonly width: number } {
  const { stdout } = process;
  const toTerminal = output === undefined && stdout.isTTY === true;
  const noColor = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '';
  return { color: toTerminal && !noColor, width: toTerminal ? (stdout.columns ?? 80) : 100 };
}

/**
 * Makes sure that a report can be written, before the work is done that it is about.
 *
 * @throws TokenwardError USAGE
 */
export function checkOutput(output: string | undefined): void {
  if (output === undefined) return;
  try {
    if (statSync(output, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
    accessSync(existsSync(output) ? output : dirname(resolve(output)), constants.W_OK);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such folder' : code === undefined ? 'it is a folder' : 'permission denied';
    throw new TokenwardError('USAGE', `the report cannot be written to ${output}: ${why}`, { cause });
  }
}

/** Writes a report to a file, for its owner's eyes only, or to standard output. Each piece ends with a line feed. */
export async function writeReport(pieces: Iterable<string>, output: string | undefined): Promise<void> {
  const stream = output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 });
  try {
    for (const piece of pieces) {
      if (!stream.write(piece.endsWith('\n') ? piece : `${piece}\n`)) await once(stream, 'drain');
    }
    if (output !== undefined) {
      stream.end();
      await finished(stream);
    }
  } catch (cause) {
    throw new TokenwardError('USAGE', `the report cannot be written to ${output ?? 'standard output'}`, { cause });
  }
}
