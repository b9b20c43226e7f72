// SPDX-License-Identifier: Apache-2.0
// Which principals of the exports may become which roles, by the policies of both.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { Access, Decision } from './access.ts';
import { isNamedIn } from './access.ts';
import { has, type Power, provided, rolesNode, type Step } from './steps.ts';

/** Roles that any principal but services and tokens can be let into. */
function openRoles(powers: readonly Power[]): readonly AwsPrincipal[] {
  return powers
    .map((it) => it.principal)
    .filter((it) =>
      it.trust?.some(
        (one) =>
          one.allow &&
          (one.notPrincipals !== undefined ||
            one.principals?.some((name) => name.type === 'aws' || name.type === 'anyone')),
      ),
    );
}

function* stepsOf(it: Power, roles: readonly AwsPrincipal[], access: Access): Generator<Step> {
  const { principal } = it;
  const administrator = has(it, 'everything') !== undefined;
  const grants = access.grants(principal, 'sts:AssumeRole').length > 0;
  const named = new Set(roles.filter((role) => isNamedIn(role, principal)).map((role) => role.id));
  const found: { readonly role: AwsPrincipal; readonly answer: Decision }[] = [];
  for (const role of roles) {
    if (role.id === principal.id || (!grants && !named.has(role.id))) continue;
    // What an administrator reaches, the account stands for.
    if (administrator && role.account === principal.account && !named.has(role.id)) continue;
    const answer = access.mayAssume(principal, role);
    if (answer.allowed !== false) found.push({ role, answer });
  }
  const wide = has(it, 'assume-any-role');
  const own = new Set(
    roles.filter((role) => role.account === principal.account && role.id !== principal.id && !named.has(role.id)),
  );
  const sure = new Set(found.filter(({ answer }) => answer.allowed === true).map(({ role }) => role.id));
  // Where it may become all of them, one step to all of them says so.
  const all = wide !== undefined && own.size > 8 && [...own].every((role) => sure.has(role.id));
  if (all) {
    yield {
      from: principal.id,
      to: rolesNode(principal.account),
      relation: 'may-become',
      why: `the policy ${wide.policy} lets it assume every role`,
      where: wide.where,
    };
  }
  for (const { role, answer } of found) {
    const to = { from: all && own.has(role) ? rolesNode(role.account) : principal.id, to: role.id };
    const path = answer.by?.statement.path;
    yield {
      ...to,
      relation: 'may-become',
      why: named.has(role.id)
        ? `the trust policy names it${provided(answer.depends)}`
        : `its policies and the trust policy let it${provided(answer.depends)}`,
      where: path === undefined ? role.where : { ...role.where, path },
    };
  }
}

/** Who may assume which role. */
export function* assumptionSteps(access: Access, powers: readonly Power[]): Generator<Step> {
  const roles = openRoles(powers);
  for (const it of powers) if (!it.principal.serviceLinked) yield* stepsOf(it, roles, access);
}
