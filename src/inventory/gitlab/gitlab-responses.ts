// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { ResponseReader } from '../collect/collector.ts';
import { createPathFinder, type Found } from '../collect/path-templates.ts';
import { isFields } from '../values.ts';
import type { GitlabEndpoint } from './endpoint.ts';
import { gitlabEndpoints } from './gitlab-endpoints.ts';

const find = createPathFinder(gitlabEndpoints);

/** The endpoint of a path, below /api/v4 or without it. */
export function findGitlabEndpoint(path: string): Found<GitlabEndpoint> | undefined {
  return find(path.replace(/^\/api\/v4(?=\/)/, ''));
}

function scopeOf({ part }: Found<GitlabEndpoint>): string {
  const project = part('project').toLowerCase();
  const group = part('group').toLowerCase();
  return project === '' ? (group === '' ? 'instance' : `group:${group}`) : `project:${project}`;
}

/** Reads one object: the whole answer, or one of a list. `where` leads to it. */
export function readGitlabObject(found: Found<GitlabEndpoint>, body: unknown, where: Provenance): Iterable<Item> {
  if (!isFields(body)) return [];
  return found.entry.read(body, {
    scope: scopeOf(found),
    where: (...path) => ({ ...where, path: [...(where.path ?? []), ...path] }),
  });
}

/** Answers of GitLab's REST API. Paths that say nothing of tokens are passed over. */
export const readGitlabResponse: ResponseReader = function* read(path, body, where) {
  const found = findGitlabEndpoint(path);
  if (found === undefined) return;
  if (found.entry.list !== true) {
    yield* readGitlabObject(found, body, where);
    return;
  }
  if (!Array.isArray(body)) return;
  for (const [at, it] of body.entries()) {
    yield* readGitlabObject(found, it, { ...where, path: [...(where.path ?? []), at] });
  }
};
