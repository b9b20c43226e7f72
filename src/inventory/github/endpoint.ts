// SPDX-License-Identifier: Apache-2.0
// What an answer of GitHub's REST API is about is told by its path alone, so each reader of answers stands beside its path.
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { Fields } from './values.ts';

export interface AnswerContext {
  /** In lower case: logins and repository names have no case of their own. */
  readonly organization: string;
  /** `owner/name`, in lower case; empty for what is of the whole organisation. */
  readonly repository: string;
  readonly environment: string;
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
  readonly query: URLSearchParams;
}

const names = new Map<string, string>([
  ['org', 'organization'],
  ['owner', 'owner'],
  ['repo', 'repo'],
  ['environment_name', 'environment'],
]);

function toPattern(path: string): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${names.get(name) ?? name}>[^/]{1,255})`);
  return new RegExp(`^${source}$`);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Finds the endpoint of a path with query, as in `/orgs/example/hooks?per_page=100`. */
export function createEndpointFinder(endpoints: readonly Endpoint[]): (path: string) => Match | undefined {
  const patterns = endpoints.map((endpoint) => ({ endpoint, pattern: toPattern(endpoint.path) }));
  return (path) => {
    const [whole = '', search = ''] = path.split('?', 2);
    // A server of one's own has its API below /api/v3.
    const pathname = whole.replace(/^\/api\/v3(?=\/)/, '').replace(/#.*$/, '');
    for (const { endpoint, pattern } of patterns) {
      const groups = pattern.exec(pathname)?.groups;
      if (groups === undefined && !pattern.test(pathname)) continue;
      const owner = decode(groups?.owner ?? groups?.organization ?? '').toLowerCase();
      const repo = decode(groups?.repo ?? '').toLowerCase();
      return {
        endpoint,
        organization: owner,
        repository: repo === '' ? '' : `${owner}/${repo}`,
        environment: decode(groups?.environment ?? ''),
        query: new URLSearchParams(search),
      };
    }
    return undefined;
  };
}

/** Kinds of items that an answer tells. */
export function tellsOf({ endpoint, query }: Match): readonly ItemKind[] {
  return endpoint.tellsBy?.(query) ?? endpoint.tells;
}
