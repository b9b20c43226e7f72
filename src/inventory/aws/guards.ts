// SPDX-License-Identifier: Apache-2.0
// What policies stand between a principal and what it asks for: its own, its boundary, and those of its organisation.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Placed } from './decide.ts';
import { coversAction } from './decide.ts';

/** Policies of one sort that are attached in one place. */
export interface Layer {
  readonly name: string;
  /** Statements that are about an action. */
  about(action: string): readonly Placed[];
  /** Names of policies whose text was not collected. */
  readonly missing: readonly string[];
}

export interface Guards {
  readonly identity: Layer;
  readonly boundary?: Layer;
  /** Of the account, its units and the root: each must allow. */
  readonly controls: readonly Layer[];
}

function layerOf(name: string, ids: readonly string[], inventory: Inventory): Layer {
  const placed: Placed[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const policy = inventory.find('aws.policy', id);
    if (policy === undefined) missing.push(id.slice(id.lastIndexOf(':') + 1));
    else
      for (const statement of policy.statements) placed.push({ statement, policy: policy.name, where: policy.where });
  }
  const known = new Map<string, readonly Placed[]>();
  return {
    name,
    missing,
    about(action) {
      let found = known.get(action);
      if (found === undefined) {
        found = placed.filter((it) => coversAction(it.statement, action));
        known.set(action, found);
      }
      return found;
    },
  };
}

export interface Organisation {
  /** Layers of service control policies over an account. */
  controls(account: string): readonly Layer[];
  /** Layers of resource control policies over the resources of an account. */
  resourceControls(account: string): readonly Layer[];
  /** The id of the organisation that an account is of, where it is known. */
  of(account: string): string | undefined;
}

/** The organisation, as far as exports of it tell. Its management account is not bound by its policies. */
export function organisationOf(inventory: Inventory): Organisation {
  const targets = new Map(inventory.of('aws.target').map((it) => [it.target, it]));
  const [organization] = inventory.of('aws.organization');
  const known = new Map<string, readonly Layer[]>();
  const layers = (account: string, which: 'controls' | 'resourceControls'): readonly Layer[] => {
    if (targets.size === 0 || account === organization?.managementAccount) return [];
    const key = `${which} ${account}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found: Layer[] = [];
    const seen = new Set<string>();
    for (let at = targets.get(account); at !== undefined && !seen.has(at.target); at = targets.get(at.parent ?? '')) {
      seen.add(at.target);
      const ids = at[which];
      if (ids !== undefined) found.push(layerOf(at.target, ids, inventory));
    }
    known.set(key, found);
    return found;
  };
  return {
    controls: (account) => layers(account, 'controls'),
    resourceControls: (account) => layers(account, 'resourceControls'),
    of: (account) =>
      targets.has(account) || account === organization?.managementAccount ? organization?.organization : undefined,
  };
}

/** The guards of one principal. Roles that AWS makes for its services are not bound by the organisation. */
export function guardsOf(it: AwsPrincipal, inventory: Inventory, organisation: Organisation): Guards {
  return {
    identity: layerOf(it.name, it.policies, inventory),
    ...(it.boundary === undefined
      ? {}
      : { boundary: layerOf(`the permissions boundary of ${it.name}`, [it.boundary], inventory) }),
    controls: it.serviceLinked ? [] : organisation.controls(it.account),
  };
}
