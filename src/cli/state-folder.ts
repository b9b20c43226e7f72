// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TokenwardError } from '../model/error.ts';

const format = 1;

/** Baselines that an earlier run left in the folder, or undefined. @throws TokenwardError STATE_INVALID */
export function readState(folder: string): unknown {
  const file = join(folder, 'baselines.json');
  if (!existsSync(file)) return undefined;
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (
      typeof state === 'object' &&
      state !== null &&
      'format' in state &&
      state.format === format &&
      'baselines' in state
    ) {
      return state.baselines;
    }
  } catch (cause) {
    throw new TokenwardError('STATE_INVALID', `${file} is not readable state; move it away to begin anew`, {
      position: { file },
      cause,
    });
  }
  throw new TokenwardError('STATE_INVALID', `${file} is of another version; move it away to begin anew`, {
    position: { file },
  });
}

/** Writes baselines so that a crash leaves either the old or the new ones. Only the owner may read them. */
export function writeState(folder: string, baselines: unknown): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'baselines.json');
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify({ format, baselines }), { mode: 0o600 });
  renameSync(draft, file);
}
