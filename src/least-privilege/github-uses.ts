// SPDX-License-Identifier: Apache-2.0
// What GitHub's audit log tells of the use of tokens: requests to its API (`api.request`, which must be switched on for the
// stream, and is never told of public repositories) and Git over HTTP or SSH. Fields: records of streams in elastic/integrations
// (`route`, `request_method`, `status_code`, `token_id`, `token_scopes`) and GitHub's page on token data in the audit log.
import type { RawRecord } from '../model/event.ts';
import { text } from '../sources/shared/read.ts';
import type { UseKey } from './observed-use.ts';

/** Git's own requests, as the route that asks for the same permission. */
const git: ReadonlyMap<string, readonly [method: string, route: string]> = new Map([
  ['git.clone', ['GET', '/repos/{owner}/{repo}/git/clone']],
  ['git.fetch', ['GET', '/repos/{owner}/{repo}/git/fetch']],
  ['git.push', ['POST', '/repos/{owner}/{repo}/git/push']],
]);

/** Principals of tokens that an app has for its users; the log does not say of which app. */
export const someAppForUser = 'github:app-for-user:';

function principalOf(record: RawRecord, kind: string): string | undefined {
  const actor = text(record.actor);
  if (/user-to-server/i.test(kind)) return `${someAppForUser}${text(record.actor) ?? ''}`;
  const slug = actor === undefined ? undefined : /^(.+)\[bot\]$/.exec(actor)?.[1];
  if (slug !== undefined) return `github:app:${slug.toLowerCase()}`;
  const token = text(record.token_id) ?? text(record.hashed_token);
  return token === undefined ? undefined : `github:token:${token}`;
}

/** A request to GitHub's API, or one of Git, by the token or app that made it. */
export function* githubUses(record: RawRecord): Generator<UseKey> {
  const action = text(record.action) ?? '';
  const kind = text(record.programmatic_access_type)?.replaceAll('_', ' ') ?? '';
  const principal = principalOf(record, kind);
  if (principal === undefined) return;
  const [method, route] = git.get(action) ?? [
    text(record.request_method)?.toUpperCase(),
    text(record.route) ?? text(record.url_path)?.replace(/\?.*$/s, ''),
  ];
  if ((action !== 'api.request' && !git.has(action)) || method === undefined || route === undefined) return;
  const status = Number(text(record.status_code) ?? Number.NaN);
  const actor = text(record.actor);
  const scopes = text(record.token_scopes);
  yield {
    provider: 'github',
    principal,
    action: method.slice(0, 20),
    target: route.slice(0, 300),
    refused: status === 401 || status === 403,
    ...(actor === undefined ? {} : { name: actor }),
    ...(kind === '' ? {} : { credential: kind.slice(0, 80) }),
    ...(scopes === undefined ? {} : { scopes: scopes.slice(0, 1000) }),
  };
}
