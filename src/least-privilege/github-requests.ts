// SPDX-License-Identifier: Apache-2.0
// Which permissions let a request to GitHub's REST API through: content/lists/github-requests.tsv.

export interface GithubNeed {
  readonly permission: string;
  readonly level: 'read' | 'write';
}

export interface GithubRequests {
  /**
   * Permissions of which any one lets the request through; empty where none is needed, undefined where the list does not
   * know the request.
   *
   * @param route as GitHub writes it (`/repos/{owner}/{repo}/pulls`), or a path with its values
   */
  of(method: string, route: string): readonly GithubNeed[] | undefined;
}

interface Node {
  readonly below: Map<string, Node>;
  /** `read` or `write` -> needs, for this very path and for all below it. */
  readonly here: Map<string, readonly GithubNeed[]>;
  readonly all: Map<string, readonly GithubNeed[]>;
}

const node = (): Node => ({ below: new Map(), here: new Map(), all: new Map() });

function needs(written: string, kind: 'read' | 'write'): readonly GithubNeed[] {
  return written.split(' ').flatMap((it) => {
    const [permission = '', level] = it.split(':');
    return permission === '-' ? [] : [{ permission, level: level === 'write' || level === 'read' ? level : kind }];
  });
}

/** Parts of a route; where a value may stand, `{}`. */
function partsOf(route: string): readonly string[] {
  return route
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter((it) => it !== '')
    .slice(0, 40)
    .map((it) => (/^[{:]/.test(it) ? '{}' : it));
}

/** The needs of the longest path that fits: this very path before one for all below it, a name before any value. */
function find(at: Node, parts: readonly string[], index: number, kind: string): readonly GithubNeed[] | undefined {
  const part = parts[index];
  if (part === undefined) return at.here.get(kind) ?? at.all.get(kind);
  for (const key of [part, '{}']) {
    const next = at.below.get(key);
    const found = next === undefined ? undefined : find(next, parts, index + 1, kind);
    if (found !== undefined || part === '{}') {
      if (found !== undefined) return found;
      break;
    }
  }
  return at.all.get(kind);
}

/** Reads the list. */
export function readGithubRequests(list: string): GithubRequests {
  const root = node();
  for (const line of list.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [path = '', kinds = '', permissions = ''] = line.split('\t');
    const all = path.endsWith('/**');
    let at = root;
    for (const part of partsOf(all ? path.slice(0, -3) : path)) {
      let next = at.below.get(part);
      if (next === undefined) {
        next = node();
        at.below.set(part, next);
      }
      at = next;
    }
    for (const kind of ['read', 'write'] as const) {
      if (kinds === kind || kinds === 'any') (all ? at.all : at.here).set(kind, needs(permissions, kind));
    }
  }
  return {
    of: (method, route) => find(root, partsOf(route), 0, /^(?:GET|HEAD)$/i.test(method) ? 'read' : 'write'),
  };
}
