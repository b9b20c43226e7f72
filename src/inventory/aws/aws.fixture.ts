// SPDX-License-Identifier: Apache-2.0
// Principals of a made-up account, put together from policies as people write them.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPolicy, AwsTarget } from '../../model/inventory/aws-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import { createInventory } from '../create-inventory.ts';
import { type Access, createAccess } from './access.ts';
import { statementsOf } from './policy.ts';

const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'details.json' };
export const account = '111122223333';

export type Statements = readonly object[];

export function policy(id: string, Statement: Statements, type: AwsPolicy['type'] = 'identity'): AwsPolicy {
  const document = { Version: '2012-10-17', Statement };
  return { kind: 'aws.policy', id, provider: 'aws', where, type, name: id, statements: statementsOf(document, []) };
}

export interface Made {
  readonly type?: 'user' | 'role';
  readonly account?: string;
  readonly identity?: Statements;
  readonly boundary?: Statements;
  readonly trust?: Statements;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A principal and its policies. */
export function principal(name: string, it: Made): readonly [AwsPrincipal, ...Item[]] {
  const type = it.type ?? 'role';
  const arn = `arn:aws:iam::${it.account ?? account}:${type}/${name}`;
  const made: AwsPrincipal = {
    kind: 'aws.principal',
    id: `aws:${type}:${arn}`,
    provider: 'aws',
    where,
    type,
    name,
    arn,
    account: it.account ?? account,
    serviceLinked: false,
    policies: it.identity === undefined ? [] : [`own ${name}`],
    unresolved: [],
    ...(it.boundary === undefined ? {} : { boundary: `boundary ${name}` }),
    ...(it.tags === undefined ? {} : { tags: it.tags }),
    ...(it.trust === undefined ? {} : { trust: statementsOf({ Version: '2012-10-17', Statement: it.trust }, []) }),
  };
  return [
    made,
    ...(it.identity === undefined ? [] : [policy(`own ${name}`, it.identity)]),
    ...(it.boundary === undefined ? [] : [policy(`boundary ${name}`, it.boundary)]),
  ];
}

export function target(id: string, controls: readonly string[], parent?: string): AwsTarget {
  return {
    kind: 'aws.target',
    id: `aws:target:${id}`,
    provider: 'aws',
    where,
    target: id,
    controls,
    ...(parent === undefined ? {} : { parent }),
  };
}

export type Group = Item | readonly Item[];

export function accessTo(...items: readonly Group[]): Access {
  return createAccess(createInventory(items.flat()));
}
