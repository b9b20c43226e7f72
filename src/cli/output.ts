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
  const width = output === undefined ? askedWidth() : undefined;
  return { color: toTerminal && !noColor, width: width ?? (toTerminal ? (stdout.columns ?? 80) : 100) };
}

/** The width that the environment asks for. */
function askedWidth(): number | undefined {
  const asked = process.env.COLUMNS ?? '';
  return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : undefined;
}

/** How wide the lines of a list may be: what other programs read is not broken. */
export function listWidth(): number {
  return process.stdout.isTTY === true || askedWidth() !== undefined
    ? paperOptions(undefined).width
    : Number.POSITIVE_INFINITY;
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

let reporting = false;

/** Whether a report goes to standard output, so that {@link writeReport} sees to its errors. */
export function isReporting(): boolean {
  return reporting;
}

/**
 * Writes a report to a file, for its owner's eyes only, or to standard output. Each piece ends with a line feed. A reader
 * that has seen enough (`| head`) is no error: what is left to do, such as keeping state, is done as ever.
 */
export async function writeReport(pieces: Iterable<string>, output: string | undefined): Promise<void> {
  const stream = output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 });
  reporting ||= output === undefined;
  try {
    for (const piece of pieces) {
      if (!stream.write(piece.endsWith('\n') ? piece : `${piece}\n`)) await once(stream, 'drain');
    }
    if (output === undefined) await written(process.stdout);
    else {
      stream.end();
      await finished(stream);
    }
  } catch (cause) {
    if (output === undefined && cause instanceof Error && 'code' in cause && cause.code === 'EPIPE') return;
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    throw new TokenwardError('USAGE', `the report cannot be written to ${output ?? 'standard output'}${why}`, {
      cause,
    });
  }
}

/** Waits until everything before has been taken, or could not be. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.write('', (error) => (error ? reject(error) : resolve()));
  await promise;
}
