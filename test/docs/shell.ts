// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './markdown.ts';

/**
 * A folder like a clone, to run the commands of a page in without leaving anything in the real one. `./tokenward` is this
 * Node on this source; the launcher itself is run by the build.
 */
export function makeClone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-docs-'));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'src/cli/main.ts')}' "$@"\n`;
  writeFileSync(join(folder, 'tokenward'), script, { mode: 0o755 });
  return folder;
}

/** Runs one command of a page. */
export function run(command: string, folder: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', TOKENWARD_SETTINGS: '' },
  });
  return { status, output: `${stdout}${stderr}` };
}
