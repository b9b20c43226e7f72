// SPDX-License-Identifier: Apache-2.0
// Serves the saved answers of an example folder as the provider's API would: lists in pages, with Link headers.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from './scripted-server.ts';

export interface ServeOptions {
  readonly folder: string;
  /** Before the paths of the folder, as in `/api/v4`. */
  readonly prefix?: string;
  /** The address of later pages, which GitHub gives with numbers for names; default the path itself. */
  readonly nextPath?: (path: string) => string;
  readonly pageSize?: number;
}

/** Gives the function that answers a path. Call `origin` once the server runs: Link headers have whole addresses. */
export function serveAnswers(options: ServeOptions): {
  readonly reply: (path: string) => Reply | undefined;
  origin: string;
} {
  const { folder, prefix = '', nextPath = (path) => path, pageSize = 1 } = options;
  const moved = new Map<string, string>();
  const served = {
    origin: '',
    reply(asked: string): Reply | undefined {
      const url = new URL(asked, 'http://localhost');
      const page = Number(url.searchParams.get('page') ?? 1);
      for (const name of [
        'page',
        'per_page',
        'with_projects',
        'include_subgroups',
        'with_shared',
        'type',
        'state',
        'hide_secret',
      ])
        url.searchParams.delete(name);
      const path = moved.get(url.pathname) ?? url.pathname;
      const query = url.searchParams.size === 0 ? '' : `@${url.searchParams}`;
      const file = join(folder, `${path.slice(prefix.length)}${query}.json`);
      if (!path.startsWith(prefix) || !existsSync(file)) return undefined;
      const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (!Array.isArray(body)) return { body };
      const from = (page - 1) * pageSize;
      const more = from + pageSize < body.length;
      const target = nextPath(path);
      moved.set(target, path);
      const next = new URL(`${served.origin}${target}`);
      for (const [name, value] of url.searchParams) next.searchParams.set(name, value);
      next.searchParams.set('page', String(page + 1));
      return { body: body.slice(from, from + pageSize), headers: more ? { link: `<${next}>; rel="next"` } : {} };
    },
  };
  return served;
}
