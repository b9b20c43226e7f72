// SPDX-License-Identifier: Apache-2.0
// Runs the command line as a process of its own.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const mainFile = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `tokenward` with these arguments. */
export function start(args: readonly string[], { cwd, env = {} }: CliOptions = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [mainFile, ...args], { cwd, env: { ...process.env, NO_COLOR: '', ...env } });
}

/** What a started process said, once it has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => err.push(data));
  child.on('error', reject);
  child.on('close', (code) =>
    resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
  );
  return promise;
}

/** Runs `tokenward` with these arguments. */
export async function tokenward(args: readonly string[], options: CliOptions = {}): Promise<Outcome> {
  const child = start(args, options);
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  return await ended(child);
}

/** A folder for one test file; `remove` at its end. */
export function makeFolder(): { readonly path: (...names: readonly string[]) => string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-cli-'));
  return { path: (...names) => join(folder, ...names), remove: () => rmSync(folder, { recursive: true }) };
}

let serial = 0;

/** One Kubernetes audit record as text. */
export function kubeRecord(more: Readonly<Record<string, unknown>> = {}): string {
  serial++;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: `id-${serial}`,
    stage: 'ResponseComplete',
    verb: 'get',
    user: { username: 'erin@example.com' },
    sourceIPs: ['203.0.113.20'],
    userAgent: 'kubectl/v1.34.1',
    objectRef: { resource: 'pods', namespace: 'shop', name: 'cart-1' },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: '2026-03-02T10:00:00.000000Z',
    ...more,
  });
}

/** A record that a shipped rule (`kubernetes-exec-reads-token`) is met by. */
export function tokenRead(more: Readonly<Record<string, unknown>> = {}): string {
  return kubeRecord({
    verb: 'create',
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'cart-1' },
    requestURI:
      '/api/v1/namespaces/shop/pods/cart-1/exec?command=cat&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken',
    responseStatus: { code: 101 },
    ...more,
  });
}
