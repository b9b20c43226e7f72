// SPDX-License-Identifier: Apache-2.0
// What the tenant's default policy for credentials of applications limits.
import type { EntraAppManagementPolicy } from '../../model/inventory/entra-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

export interface Limit {
  readonly policy: EntraAppManagementPolicy;
  /** Where the limit stands in the policy, or where it would. */
  readonly path: readonly (string | number)[];
  /** Days, for lifetimes; absent where none is set. */
  readonly days?: number;
  /** Why it does not hold; undefined where it does. */
  readonly open: string | undefined;
}

/** A limit of the default policy; undefined where that policy, or whether it is on, was not exported. */
export function limitOf(inventory: Inventory, list: 'passwords' | 'keys', type: string): Limit | undefined {
  const policy = inventory.of('entra.app-management-policy').find((it) => it.isDefault);
  if (policy?.enabled === undefined) return undefined;
  const member = list === 'passwords' ? 'passwordCredentials' : 'keyCredentials';
  const place = policy[list].findIndex((it) => it.type === type);
  const found = policy[list][place];
  const path = found === undefined ? ['applicationRestrictions', member] : ['applicationRestrictions', member, place];
  if (!policy.enabled) return { policy, path: ['isEnabled'], open: 'the policy is switched off' };
  if (found === undefined) return { policy, path, open: `it has no restriction ${type}` };
  // Restrictions from before there were states have none, and count.
  if (found.state !== undefined && found.state !== 'enabled')
    return { policy, path, open: `its restriction ${type} is ${found.state}` };
  return { policy, path, open: undefined, ...(found.maxDays === undefined ? {} : { days: found.maxDays }) };
}
