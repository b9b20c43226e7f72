// SPDX-License-Identifier: Apache-2.0
// A collector of a made-up API, and a clock that does not wait.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call, Collector, Environment } from '../collector.ts';
import type { CollectRequest } from '../run-collector.ts';
import type { Clock } from '../waiting.ts';

export const environment: Environment = {
  variables: {},
  run: async () => undefined,
  readFile: async () => undefined,
  exchange: async () => ({}),
  now: () => 0,
};

export function createClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let time = Date.parse('2026-06-01T00:00:00Z');
  return {
    slept,
    now: () => time,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  };
}

const call = (path: string, more: Partial<Call> = {}): Call => ({
  path,
  tells: ['resource'],
  permission: `read ${path.split('?')[0]}`,
  ...more,
});

/** `/things` and `/others` in pages (Link headers), and `/things/ID/parts` of each thing. */
export function createCollector(more: Partial<Collector> = {}): Collector {
  let token = 0;
  return {
    provider: 'github',
    title: 'Made-up API',
    options: { organisation: 'an organisation' },
    credentials: 'the variable MADE_UP',
    baseUrl: () => 'https://api.example.com',
    authenticate: async () => ({ authorization: `Bearer t${token++}` }),
    calls: () => [call('/things'), call('/others', { optional: true })],
    next: ({ headers }) => /<([^>]+)>;\s*rel="next"/.exec(headers.link ?? '')?.[1],
    follow: (it, { body }) =>
      it.path === '/things' && Array.isArray(body) ? body.map(({ id }) => call(`/things/${id}/parts`)) : [],
    ...more,
  };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tokenward-collect-'));
}

export function request(origin: string, more: Partial<CollectRequest> = {}): CollectRequest {
  return {
    collector: createCollector(),
    options: { 'base-url': origin },
    environment,
    folder: newFolder(),
    clock: createClock(),
    scrub: (text) => text.replace(/made-up-token-\w+/g, '‹secret›'),
    ...more,
  };
}

/** The lines of a file without times and ports, which differ from run to run. */
export function linesOf(file: string): readonly Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { at: _at, startedAt: _started, options: _options, end, ...rest } = JSON.parse(line);
      return end === undefined ? rest : { end: { ...end, at: '' } };
    });
}
