// SPDX-License-Identifier: Apache-2.0
// Which permissions a request to Microsoft Graph may be made with, the least first: content/lists/graph-requests.tsv.

export interface GraphRequests {
  /** Whether the list has the permission at all. */
  knows(permission: string): boolean;
  /**
   * Permissions for a request, the least first; undefined where the list does not know it.
   *
   * @param path without host and version, ids as `{id}`
   */
  of(method: string, path: string, delegated: boolean): readonly string[] | undefined;
}

interface Node {
  readonly below: Map<string, Node>;
  readonly methods: Map<string, readonly [delegated: readonly string[], application: readonly string[]]>;
}

const node = (): Node => ({ below: new Map(), methods: new Map() });

/** Reads the list. */
export function readGraphRequests(list: string): GraphRequests {
  const root = node();
  let names: readonly string[] = [];
  const permissions = (field: string): readonly string[] =>
    field === '-' ? [] : field.split(' ').map((it) => names[Number.parseInt(it, 16)] ?? '');
  for (const line of list.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [path = '', method = '', delegated = '-', application = '-'] = line.split('\t');
    if (path === 'permissions') {
      names = method.split(' ');
      continue;
    }
    let at = root;
    for (const segment of path.split('/').slice(1)) {
      const key = segment.startsWith('{') ? '{id}' : plain(segment);
      let next = at.below.get(key);
      if (next === undefined) {
        next = node();
        at.below.set(key, next);
      }
      at = next;
    }
    const first = permissions(delegated);
    at.methods.set(method, [first, application === '=' ? first : permissions(application)]);
  }
  const known = new Set(names.map((it) => it.toLowerCase()));
  return {
    knows: (permission) => known.has(permission.toLowerCase()),
    of(method, path, delegated) {
      const segments = path
        .toLowerCase()
        .split('/')
        .filter((it) => it !== '')
        .map((it) => (it.startsWith('{') ? '{id}' : plain(it)));
      const found = find(root, segments, 0, method);
      return found?.[delegated ? 0 : 1];
    },
  };
}

/** `microsoft.graph.delta()` and `delta` are the same function; arguments do not matter. */
function plain(segment: string): string {
  return segment.replace(/^microsoft\.graph\./, '').replace(/\(.*$/, '');
}

/** A segment that is no name stands for an id: `inbox` in `mailFolders/inbox` does. */
function find(
  at: Node,
  segments: readonly string[],
  index: number,
  method: string,
): readonly [readonly string[], readonly string[]] | undefined {
  const segment = segments[index];
  if (segment === undefined) return at.methods.get(method);
  for (const key of [segment, '{id}']) {
    const next = at.below.get(key);
    const found = next === undefined ? undefined : find(next, segments, index + 1, method);
    if (found !== undefined || segment === '{id}') return found;
  }
  // What hangs below an item is read with the permission of the item, as in /$value, /$count and /$ref.
  return segment.startsWith('$') && segment !== '$batch' ? at.methods.get(method) : undefined;
}
