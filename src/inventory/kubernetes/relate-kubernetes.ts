// SPDX-License-Identifier: Apache-2.0
// What follows from a cluster's objects taken together: powers, identities, credentials, and who can get at whom.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';
import { findPowers } from './find-powers.ts';
import { evaluateRbac } from './rbac.ts';
import { relateIdentities } from './relate-identities.ts';
import { relatePowers } from './relate-powers.ts';
import { relateWorkloads } from './relate-workloads.ts';

/** Derives everything that needs more than one object of a cluster. */
export function* relateKubernetes(inventory: Inventory): Iterable<Item> {
  const rbac = evaluateRbac(inventory.of('kubernetes.role'), inventory.of('kubernetes.binding'));
  const powers: KubernetesPower[] = [];
  for (const [holder, { subject, grants }] of rbac.holders) powers.push(...findPowers(holder, subject, grants));
  yield* powers;
  yield* relateIdentities(inventory, rbac);
  yield* relateWorkloads(inventory);
  yield* relatePowers(inventory, powers);
}
