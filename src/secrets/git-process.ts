// SPDX-License-Identifier: Apache-2.0
// Runs git on a repository that may be hostile: nothing that its configuration names is run, nothing is fetched.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { TokenwardError } from '../model/error.ts';

/** Settings of the repository that could run a program or reach the network, set to what cannot. */
const harmless = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.alternateRefsCommand=',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.askPass=',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.x509.program=false',
  'log.showSignature=false',
  'log.mailmap=false',
  'log.follow=false',
  'protocol.allow=never',
  'safe.directory=*',
  'uploadpack.packObjectsHook=',
];

/** No variable of the caller's that steers git, and no configuration but the repository's own. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|SSH_ASKPASS|PAGER)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    LC_ALL: 'C',
  };
}

export type GitProcess = ChildProcessByStdio<Writable, Readable, null>;

/** Whether there is a git to run. */
export function hasGit(): boolean {
  return spawnSync('git', ['--version'], { env: cleanEnvironment(), stdio: 'ignore' }).status === 0;
}

/** Starts git on the repository at `gitDirectory` (a `.git` folder or a bare repository). */
export function startGit(gitDirectory: string, args: readonly string[]): GitProcess {
  const all = ['--no-pager', '--no-optional-locks', '--no-replace-objects', `--git-dir=${gitDirectory}`];
  return spawn('git', [...all, ...harmless.flatMap((it) => ['-c', it]), ...args], {
    cwd: gitDirectory,
    env: cleanEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** Waits for the end. @throws TokenwardError `INPUT_UNREADABLE` where git says that it failed */
export async function finishGit(child: GitProcess, name: string): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new TokenwardError('INPUT_UNREADABLE', `${name}: git could not read its history to the end (exit ${code})`, {
      position: { file: name },
    });
  }
}

/** The output of git cut at a byte; memory is bounded by the longest piece, of which 64 KiB are kept. */
export async function* pieces(child: GitProcess, separator: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    const data: Buffer = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let at = data.indexOf(separator); at !== -1; at = data.indexOf(separator, from)) {
      yield data.toString('utf8', from, at);
      from = at + 1;
    }
    rest = data.subarray(from);
    if (rest.length > 1 << 16) rest = rest.subarray(0, 1 << 16);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
