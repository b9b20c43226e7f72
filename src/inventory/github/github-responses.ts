// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { ResponseReader } from '../collect/collector.ts';
import { isFields } from '../values.ts';
import { type AnswerContext, createEndpointFinder, type Endpoint, type Match } from './endpoint.ts';
import { accessEndpoints } from './read-access.ts';
import { actionsEndpoints } from './read-actions.ts';
import { organizationEndpoints } from './read-organization.ts';
import { protectionEndpoints } from './read-protection.ts';

export const endpoints: readonly Endpoint[] = [
  ...organizationEndpoints,
  ...accessEndpoints,
  ...actionsEndpoints,
  ...protectionEndpoints,
];

export const findEndpoint = createEndpointFinder(endpoints);

/** Reads one object: the whole answer, or one of a list. `where` leads to it. */
export function readObject(match: Match, body: unknown, where: Provenance): Iterable<Item> {
  if (!isFields(body)) return [];
  const { endpoint, organization, repository, environment, branch, query } = match;
  const context: AnswerContext = {
    organization,
    repository,
    environment,
    branch,
    scope: repository === '' ? `organization:${organization}` : `repository:${repository}`,
    query,
    where: (...path) => ({ ...where, path: [...(where.path ?? []), ...path] }),
  };
  return endpoint.read(body, context);
}

/** Answers of GitHub's REST API, and of one GraphQL query. Paths that say nothing of tokens are passed over. */
export const readGithubResponse: ResponseReader = function* read(path, body, where) {
  const match = findEndpoint(path);
  if (match === undefined) return;
  if (match.endpoint.list !== true) {
    yield* readObject(match, body, where);
    return;
  }
  if (!Array.isArray(body)) return;
  for (const [at, it] of body.entries()) {
    yield* readObject(match, it, { ...where, path: [...(where.path ?? []), at] });
  }
};
