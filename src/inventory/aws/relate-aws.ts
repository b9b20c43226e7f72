// SPDX-License-Identifier: Apache-2.0
// How tokens of an AWS account spread: keys prove users, policies let principals become others, instances run as roles.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPower } from '../../model/inventory/aws-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import { type Access, createAccess } from './access.ts';
import { admissionsOf } from './admissions.ts';
import { powersOf } from './powers.ts';
import { assumptionSteps } from './relate-roles.ts';
import { secretSteps } from './relate-secrets.ts';
import { reachSteps } from './relate-targets.ts';
import { trustSteps } from './relate-trust.ts';
import { accountNode, type Power, provided, type Step, workloadsNode } from './steps.ts';

function relation(it: Step): Relation {
  return { kind: 'relation', id: `aws:relation:${it.from} ${it.relation} ${it.to}`, provider: 'aws', ...it };
}

function resource(id: string, type: string, name: string, where: Relation['where']): Item {
  return { kind: 'resource', id, provider: 'aws', where, type, name };
}

/** What powers over the whole account lead to. */
function* powerSteps(it: AwsPrincipal, powers: readonly AwsPower[]): Generator<Step> {
  for (const power of powers) {
    if (power.depends.length > 0) continue;
    const why = `the policy ${power.policy} gives the power ${power.power}`;
    if (['everything', 'raise-own-rights', 'mint-credentials', 'pass-role'].includes(power.power)) {
      const relation = power.power === 'everything' ? 'holds' : 'may-become';
      yield { from: it.id, to: accountNode(it.account), relation, why, where: power.where };
    }
    if (power.power === 'run-in-workloads')
      yield { from: it.id, to: workloadsNode(it.account), relation: 'can-change', why, where: power.where };
  }
}

function* workloadSteps(inventory: Inventory, roles: ReadonlyMap<string, AwsPrincipal>): Generator<Item | Step> {
  const byProfile = new Map(
    inventory.of('aws.principal').flatMap((it) => (it.profiles ?? []).map((profile) => [profile, it] as const)),
  );
  const runs = (from: string, role: AwsPrincipal, why: string, where: Relation['where']): readonly Step[] => [
    { from, to: role.id, relation: 'runs-as', why, where },
    { from: workloadsNode(role.account), to: from, relation: 'hosts', why: 'a workload of the account', where },
  ];
  for (const it of inventory.of('aws.instance')) {
    yield resource(it.id, 'instance', it.name, it.where);
    const role = byProfile.get(it.profile ?? '');
    if (role !== undefined)
      yield* runs(it.id, role, 'its metadata service hands out credentials of the role', it.where);
  }
  for (const it of inventory.of('aws.function')) {
    yield resource(it.id, 'function', it.name, it.where);
    const role = roles.get(it.role ?? '');
    if (role !== undefined) yield* runs(it.id, role, 'its variables hold credentials of the role', it.where);
  }
}

function* allSteps(inventory: Inventory, access: Access): Generator<Item | Step> {
  const principals = inventory.of('aws.principal');
  const byArn = new Map(principals.map((it) => [it.arn, it]));
  const powers: Power[] = [];
  for (const it of principals) {
    // Users of a template are not there yet: nobody has to be found for them.
    const there = it.where.source !== 'aws.cloudformation';
    if (it.type === 'user' && there && inventory.find('identity', it.id) === undefined)
      yield { kind: 'identity', id: it.id, provider: 'aws', where: it.where, type: 'user', name: it.name };
    const own = powersOf(access, it);
    yield* own;
    yield* powerSteps(it, own);
    powers.push({ principal: it, powers: own });
    if (it.serviceLinked) continue;
    for (const one of admissionsOf(it, access)) {
      yield one;
      const why = `the trust policy lets anyone in${provided(one.depends)}`;
      if (one.who === 'anyone') yield { from: 'aws:anyone', to: it.id, relation: 'may-become', why, where: one.where };
    }
    yield* trustSteps(it, byArn);
  }
  yield* assumptionSteps(access, powers);
  yield* secretSteps(access, powers);
  yield* reachSteps(access, powers);
  for (const [account, [first]] of Map.groupBy(principals, (it) => it.account)) {
    if (first !== undefined) yield resource(accountNode(account), 'account', `AWS account ${account}`, first.where);
  }
  yield* workloadSteps(inventory, byArn);
  for (const key of inventory.of('credential')) {
    if (key.provider !== 'aws' || key.holder === undefined || key.enabled === false) continue;
    yield {
      from: key.id,
      to: key.holder,
      relation: 'may-become',
      why: 'the access key is all that is needed',
      where: key.where,
    };
  }
}

/** What follows from one AWS inventory: powers, admissions and relations; pure. */
export function* relateAws(inventory: Inventory): Iterable<Item> {
  const seen = new Set<string>();
  for (const it of allSteps(inventory, createAccess(inventory))) {
    const item = 'kind' in it ? it : relation(it);
    if (item.kind === 'relation' && seen.has(item.id)) continue;
    seen.add(item.id);
    yield item;
  }
}
