// SPDX-License-Identifier: Apache-2.0
// Where live collectors find credentials: the environment, tools that people are signed in with, and token endpoints.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Environment } from '../inventory/collect/collector.ts';
import { allowedOrigins } from '../inventory/collect/origins.ts';
import { readBody } from '../inventory/collect/response-body.ts';
import { fetchTransport } from '../inventory/collect/transport.ts';
import { TokenwardError } from '../model/error.ts';

const toolTimeoutMs = 60_000;
const longestAnswer = 4 << 20;
const largestFile = 4 << 20;

export function createEnvironment(): Environment {
  return {
    variables: process.env,
    now: Date.now,
    run: (command, args) =>
      new Promise((resolve) => {
        // No shell: what is in the arguments stays an argument.
        execFile(command, [...args], { timeout: toolTimeoutMs, maxBuffer: longestAnswer }, (error, stdout) => {
          const text = stdout.trim();
          resolve(error === null && text !== '' ? text : undefined);
        });
      }),
    readFile: async (path) => {
      try {
        const text = await readFile(path, 'utf8');
        return text.length > largestFile ? undefined : text;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw new TokenwardError('INPUT_UNREADABLE', `${path} cannot be read`, {
          position: { file: path },
          cause: error,
        });
      }
    },
    exchange: async (url, form, headers = {}) => {
      allowedOrigins(url, []);
      const response = await fetchTransport({
        url: new URL(url),
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(form).toString(),
        signal: AbortSignal.timeout(toolTimeoutMs),
      });
      const read = await readBody(response, longestAnswer);
      if (response.status === 200 && read.ok) return read.body;
      const body: unknown = read.ok ? read.body : undefined;
      const code = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
      const why = typeof code === 'string' ? ` (${code.slice(0, 100)})` : '';
      throw new TokenwardError('COLLECT_DENIED', `${new URL(url).host} gave no token: HTTP ${response.status}${why}`);
    },
  };
}
