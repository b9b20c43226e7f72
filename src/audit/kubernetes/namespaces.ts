// SPDX-License-Identifier: Apache-2.0
import type { CheckContext, Subject } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { writtenWorkloads } from './workloads.ts';

/** Namespaces in which somebody's pods run, each with where it is written down: itself, or else its first workload. */
export function* namespacesWithPods(
  inventory: Inventory,
  context: CheckContext,
): Iterable<{ readonly name: string; readonly subject: Subject; readonly where: Provenance }> {
  const seen = new Set<string>();
  for (const workload of writtenWorkloads(inventory, context)) {
    const name = workload.namespace;
    if (seen.has(name)) continue;
    seen.add(name);
    const id = `kubernetes:namespace:${name}`;
    const where = inventory.find('kubernetes.namespace', id)?.where ?? workload.where;
    yield { name, subject: { kind: 'namespace', id, name }, where };
  }
}
