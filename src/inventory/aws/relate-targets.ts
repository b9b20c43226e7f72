// SPDX-License-Identifier: Apache-2.0
// Powers over single users, roles and functions that policies name.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { Access, Decision, Extra } from './access.ts';
import { canSomewhere, passedTo, passing } from './powers.ts';
import { has, type Power, provided, type Step } from './steps.ts';

interface Reach {
  readonly action: string;
  readonly over: 'user' | 'role';
  /** The power over all of them, which the account stands for. */
  readonly power: string;
  readonly relation: Step['relation'];
  readonly why: string;
}

const reaches: readonly Reach[] = [
  {
    action: 'iam:CreateAccessKey',
    over: 'user',
    power: 'mint-credentials',
    relation: 'can-mint',
    why: 'make access keys of it',
  },
  {
    action: 'iam:CreateLoginProfile',
    over: 'user',
    power: 'mint-credentials',
    relation: 'may-become',
    why: 'give it a password',
  },
  {
    action: 'iam:UpdateLoginProfile',
    over: 'user',
    power: 'mint-credentials',
    relation: 'may-become',
    why: 'change its password',
  },
  {
    action: 'iam:UpdateAssumeRolePolicy',
    over: 'role',
    power: 'raise-own-rights',
    relation: 'may-become',
    why: 'change who may become it',
  },
  {
    action: 'iam:PutRolePolicy',
    over: 'role',
    power: 'raise-own-rights',
    relation: 'can-change',
    why: 'change what it may',
  },
  {
    action: 'iam:AttachRolePolicy',
    over: 'role',
    power: 'raise-own-rights',
    relation: 'can-change',
    why: 'change what it may',
  },
];

function step(
  from: AwsPrincipal,
  to: string,
  relation: Step['relation'],
  why: string,
  { by, depends }: Decision,
): Step | undefined {
  if (by === undefined) return undefined;
  const { statement, where, policy } = by;
  return {
    from: from.id,
    to,
    relation,
    why: `the policy ${policy} lets it ${why}${provided(depends)}`,
    where: statement.path === undefined ? where : { ...where, path: statement.path },
  };
}

/** Whether a service may run as a role. */
function trusts(role: AwsPrincipal, service: string): boolean {
  return (role.trust ?? []).some(
    (it) => it.allow && it.principals?.some((name) => name.type === 'service' && name.name === service) === true,
  );
}

function* passSteps(access: Access, it: AwsPrincipal, roles: readonly AwsPrincipal[]): Generator<Step> {
  if (access.grants(it, 'iam:PassRole').length === 0) return;
  for (const { action, service } of passing) {
    const wanted = roles.filter((role) => role.account === it.account && role.id !== it.id && trusts(role, service));
    if (wanted.length === 0) continue;
    const makes = canSomewhere(access, it, action);
    if (makes.allowed === false) continue;
    const extra: Extra = passedTo(service);
    for (const role of wanted) {
      const passes = access.can(it, 'iam:PassRole', role.arn, extra);
      if (passes.allowed === false) continue;
      const depends = [...passes.depends, ...makes.depends];
      const found = step(it, role.id, 'may-become', `start a workload as it (iam:PassRole and ${action})`, {
        ...passes,
        depends,
      });
      if (found !== undefined) yield found;
    }
  }
}

/** Steps over single principals and functions; what is held over all of them is left to the account's node. */
export function* reachSteps(access: Access, powers: readonly Power[]): Generator<Step> {
  const principals = powers.map((it) => it.principal);
  const roles = principals.filter((it) => it.type === 'role' && !it.serviceLinked);
  const functions = access.inventory.of('aws.function');
  for (const it of powers) {
    const { principal } = it;
    if (principal.serviceLinked || has(it, 'everything') !== undefined) continue;
    for (const { action, over, power, relation, why } of reaches) {
      if (has(it, power) !== undefined || access.grants(principal, action).length === 0) continue;
      for (const target of principals) {
        if (target.type !== over || target.id === principal.id || target.account !== principal.account) continue;
        const answer = access.can(principal, action, target.arn);
        const found = answer.allowed === false ? undefined : step(principal, target.id, relation, why, answer);
        if (found !== undefined) yield found;
      }
    }
    if (has(it, 'pass-role') === undefined) yield* passSteps(access, principal, roles);
    if (has(it, 'run-in-workloads') !== undefined) continue;
    if (access.grants(principal, 'lambda:UpdateFunctionCode').length === 0) continue;
    for (const target of functions) {
      const answer = access.can(principal, 'lambda:UpdateFunctionCode', target.arn);
      const found =
        answer.allowed === false ? undefined : step(principal, target.id, 'can-change', 'change its code', answer);
      if (found !== undefined) yield found;
    }
  }
}
