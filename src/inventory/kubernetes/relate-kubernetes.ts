// SPDX-License-Identifier: Apache-2.0
// What follows from a cluster's objects taken together: powers, identities, credentials, and who can get at whom.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesBinding, KubernetesPower, KubernetesRole } from '../../model/inventory/kubernetes.ts';
import { withoutForeign } from './eks.ts';
import { findPowers } from './find-powers.ts';
import { evaluateRbac, holderId, type Rbac } from './rbac.ts';
import { relateIdentities } from './relate-identities.ts';
import { relatePowers } from './relate-powers.ts';
import { relateWorkloads } from './relate-workloads.ts';

/** Derives everything that needs more than one object of a cluster. */
export function* relateKubernetes(inventory: Inventory): Iterable<Item> {
  const rbac = evaluateRbac(inventory.of('kubernetes.role'), inventory.of('kubernetes.binding'));
  const found: KubernetesPower[] = [];
  for (const [holder, { subject, grants }] of rbac.holders) found.push(...findPowers(holder, subject, grants));
  const powers = withoutForeign(inventory, found);
  yield* powers;
  yield* boundRoles(inventory, rbac);
  yield* relateIdentities(inventory, rbac);
  yield* relateWorkloads(inventory);
  yield* relatePowers(inventory, powers);
}

/** Whether all roles that a binding could name were read: a list of a whole cluster holds what every cluster has. */
function rolesAreComplete(inventory: Inventory): (role: KubernetesBinding['role']) => boolean {
  const has = (test: (role: KubernetesRole) => boolean): boolean => inventory.of('kubernetes.role').some(test);
  const ofCluster = has((it) => it.live === true && it.name === 'cluster-admin');
  const ofNamespaces = has((it) => it.live === true && it.type === 'Role' && it.namespace === 'kube-system');
  return ({ type }) => (type === 'ClusterRole' ? ofCluster : ofNamespaces);
}

/** Who is bound to which role at all (`bound`), and to roles that were not read (`unknown-role`) or do not exist (`missing-role`). */
function* boundRoles(inventory: Inventory, { unresolved }: Rbac): Iterable<KubernetesPower> {
  const open = new Set(unresolved);
  const complete = rolesAreComplete(inventory);
  for (const binding of inventory.of('kubernetes.binding')) {
    const unread = complete(binding.role) ? 'missing-role' : 'unknown-role';
    const power = open.has(binding) ? unread : 'bound';
    for (const subject of binding.subjects) {
      const holder = holderId(subject);
      yield {
        kind: 'kubernetes.power',
        id: `kubernetes:power:${holder.slice('kubernetes:'.length)}:${power}:${binding.id}`,
        provider: 'kubernetes',
        where: { ...binding.where, path: [...(binding.where.path ?? []), 'roleRef'] },
        power,
        holder,
        subject,
        role: `${binding.role.type} ${binding.role.name}`,
        binding: binding.id,
        rule: '',
        ...(binding.namespace === undefined ? {} : { namespace: binding.namespace }),
      };
    }
  }
}
