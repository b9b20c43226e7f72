// SPDX-License-Identifier: Apache-2.0
// What an answer of GitLab's REST API is about is told by its path alone, so each reader of answers stands beside its path.
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { Fields } from '../values.ts';

export interface GitlabContext {
  /** `group:PATH`, `project:PATH` or `instance`. */
  readonly scope: string;
  where(...path: DocumentPath): Provenance;
}

export interface GitlabEndpoint {
  /** Below /api/v4. */
  readonly path: string;
  readonly tells: readonly ItemKind[];
  readonly list?: true;
  read(body: Fields, context: GitlabContext): Iterable<Item>;
}

/** What all items begin with; the key tells it from others of its kind. */
export function head<K extends ItemKind & `gitlab.${string}`>(kind: K, key: string, where: GitlabContext['where']) {
  return { kind, id: `${kind.replace('.', ':')}:${key}`, provider: 'gitlab', where: where() } as const;
}
