// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import { text } from '../collect/values.ts';
import type { InventoryReader } from '../reader.ts';
import { fields } from '../values.ts';
import { tellsOf } from './endpoint.ts';
import { findEndpoint, readObject } from './github-responses.ts';

/** The path of the API that a file is named after; folders above may be named `repos` too. */
function toldPath(path: string): string | undefined {
  if (/(?:^|\/)graphql[\w.-]{0,100}\.json$/.test(path)) return '/graphql';
  const bare = `/${path.replace(/\.json$/, '').replace(/@([\w=&-]{1,100})$/, '?$1')}`;
  for (const { index } of bare.matchAll(/\/(?:orgs|repos|apps)\//g)) {
    const tail = bare.slice(index);
    if (findEndpoint(tail) !== undefined) return tail;
  }
  return undefined;
}

/** The path of an answer that says itself what it is about. */
function shownPath(body: unknown): string | undefined {
  const object = fields(body);
  if ('default_repository_permission' in object && text(object.login) !== undefined)
    return `/orgs/${text(object.login)}`;
  if (Array.isArray(object.installations)) {
    const first = fields(fields(object.installations[0]).account);
    return `/orgs/${text(first.login) ?? '-'}/installations`;
  }
  const name = text(object.full_name);
  return name !== undefined && 'owner' in object ? `/orgs/${name.split('/')[0]}/repos` : undefined;
}

const shown = /"default_repository_permission"\s*:|"installations"\s*:\s*\[|"full_name"\s*:\s*"[^"]{1,300}"/;

/** Answers of GitHub's API that people saved with `gh api`. */
export const githubAnswers: InventoryReader = {
  id: 'github.api',
  title: 'Answers of the GitHub API',
  how: '`gh api --paginate orgs/ORG/installations > orgs/ORG/installations.json`: a file is named after its path, and a query stands behind an @, as in `orgs/ORG/members@role=admin.json`',
  claims: (file) => {
    if (!file.path.endsWith('.json') || !/^\s*[[{]/.test(file.head)) return false;
    const path = toldPath(file.path);
    if (path === '/graphql') return file.head.includes('"samlIdentityProvider"');
    if (path !== undefined && findEndpoint(path) !== undefined) return true;
    return (
      shown.test(file.head) && /"(?:node_id|repository_selection|two_factor_requirement_enabled)"\s*:/.test(file.head)
    );
  },
  async *read(file, context): AsyncGenerator<Item> {
    const path = toldPath(file.path);
    const told = path === undefined ? undefined : findEndpoint(path);
    const isList = /^\s*\[/.test(file.head);
    const seen = new Set<string>();
    const say = (match: NonNullable<typeof told>): void => {
      for (const kind of tellsOf(match)) {
        if (!seen.has(kind)) context.collected({ kind, provider: 'github', complete: true });
        seen.add(kind);
      }
    };
    if (told !== undefined) say(told);
    let at = 0;
    let listed = 0;
    let total: number | undefined;
    for await (const { value, line } of file.records()) {
      const match = told ?? findEndpoint(shownPath(value) ?? '');
      if (match === undefined) continue;
      say(match);
      const items = readObject(
        match,
        value,
        context.where(
          isList ? { document: 0, line, path: [at] } : { line, path: [], ...(at === 0 ? { document: 0 } : {}) },
        ),
      );
      at++;
      for (const item of items) {
        listed++;
        yield item;
      }
      const count = fields(value).total_count;
      if (typeof count === 'number') total = count;
    }
    if (told === undefined || total === undefined || total <= listed) return;
    const note = `${file.name} has ${listed} of ${total}: save all pages with --paginate`;
    for (const kind of tellsOf(told)) {
      context.collected({ kind, provider: 'github', complete: false, note });
    }
  },
};
