// SPDX-License-Identifier: Apache-2.0
// What an answer of GitHub's REST API is about is told by its path alone, so each reader of answers stands beside its path.
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import { createPathFinder } from '../collect/path-templates.ts';
import type { Fields } from '../values.ts';

export interface AnswerContext {
  /** In lower case: logins and repository names have no case of their own. */
  readonly organization: string;
  /** `owner/name`, in lower case; empty for what is of the whole organisation. */
  readonly repository: string;
  readonly environment: string;
  readonly branch: string;
  /** `organization:LOGIN` or `repository:OWNER/NAME`. */
  readonly scope: string;
  readonly query: URLSearchParams;
  /** The place of an item below what is read. */
  where(...path: DocumentPath): Provenance;
}

export interface Endpoint {
  /** As GitHub documents it: `/orgs/{org}/hooks`. */
  readonly path: string;
  readonly tells: readonly ItemKind[];
  /** Where the query decides what is told. */
  readonly tellsBy?: (query: URLSearchParams) => readonly ItemKind[] | undefined;
  /** Whether the answer is a list, whose objects are read one by one. */
  readonly list?: true;
  read(body: Fields, context: AnswerContext): Iterable<Item>;
}

export interface Match {
  readonly endpoint: Endpoint;
  readonly organization: string;
  readonly repository: string;
  readonly environment: string;
  readonly branch: string;
  readonly query: URLSearchParams;
}

/** Finds the endpoint of a path with query, as in `/orgs/example/hooks?per_page=100`. */
export function createEndpointFinder(endpoints: readonly Endpoint[]): (path: string) => Match | undefined {
  const find = createPathFinder(endpoints);
  return (path) => {
    // A server of one's own has its API below /api/v3.
    const found = find(path.replace(/^\/api\/v3(?=\/)/, ''));
    if (found === undefined) return undefined;
    const { entry: endpoint, query, part } = found;
    const owner = (part('owner') || part('org')).toLowerCase();
    const repo = part('repo').toLowerCase();
    const repository = repo === '' ? '' : `${owner}/${repo}`;
    const environment = part('environment_name');
    return { endpoint, organization: owner, repository, environment, branch: part('branch'), query };
  };
}

/** Kinds of items that an answer tells. */
export function tellsOf({ endpoint, query }: Match): readonly ItemKind[] {
  return endpoint.tellsBy?.(query) ?? endpoint.tells;
}
