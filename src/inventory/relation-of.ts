// SPDX-License-Identifier: Apache-2.0
import type { Provider, Relation } from '../model/inventory/nouns.ts';
import type { Provenance } from '../model/inventory/provenance.ts';

/** Makes the relations of one provider: `from` has power over `to`. */
export function relationOf(
  provider: Provider,
): (from: string, name: Relation['relation'], to: string, why: string, where: Provenance) => Relation {
  return (from, relation, to, why, where) => ({
    kind: 'relation',
    id: `${provider}:relation:${from}:${relation}:${to}`,
    provider,
    where,
    from,
    to,
    relation,
    why,
  });
}
