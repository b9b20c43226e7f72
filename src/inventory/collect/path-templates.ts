// SPDX-License-Identifier: Apache-2.0
// Finds what belongs to a path of an API, by templates as its documentation writes them: `/orgs/{org}/hooks`.

export interface Found<T> {
  readonly entry: T;
  /** Decoded values of the places in the template; empty texts for those that it does not have. */
  part(name: string): string;
  readonly query: URLSearchParams;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function toPattern(template: string): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>[^/]{1,400})')}$`);
}

/** The first entry whose template fits; query and fragment say nothing. */
export function createPathFinder<T extends { readonly path: string }>(
  entries: readonly T[],
): (path: string) => Found<T> | undefined {
  const patterns = entries.map((entry) => ({ entry, pattern: toPattern(entry.path) }));
  return (path) => {
    const [whole = '', search = ''] = path.replace(/#.*$/s, '').split('?', 2);
    for (const { entry, pattern } of patterns) {
      const match = pattern.exec(whole);
      if (match === null) continue;
      const parts = new Map(Object.entries(match.groups ?? {}));
      return { entry, query: new URLSearchParams(search), part: (name) => decode(parts.get(name) ?? '') };
    }
    return undefined;
  };
}
