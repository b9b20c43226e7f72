// SPDX-License-Identifier: Apache-2.0
// Who can get at whom in a tenant: owners and application administrators add secrets, some permissions give roles.
import type { EntraApplication } from '../../model/inventory/entra.ts';
import {
  entraId,
  globalAdministrator,
  graphAppId,
  knownRoles,
  tenantPowers,
} from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { EntraFacts } from './entra-facts.ts';

/** Stands for every application of the tenant, so that a role needs one relation and not one for each. */
const allApplications = 'entra:all-applications';

function relation(from: string, to: string, kind: Relation['relation'], why: string, where: Provenance): Relation {
  return {
    kind: 'relation',
    id: `entra:relation:${kind}:${from}>${to}`,
    provider: 'entra',
    where,
    from,
    to,
    relation: kind,
    why,
  };
}

export function* relateEntraPower(inventory: Inventory, facts: EntraFacts): Iterable<Item> {
  for (const app of inventory.of('entra.application')) yield* ofApplication(app, facts);
  for (const it of inventory.of('entra.service-principal')) {
    const id = entraId.servicePrincipal(it.objectId);
    for (const owner of facts.ownersOf(it.objectId, it.owners) ?? []) {
      yield relation(
        facts.idOf(owner),
        id,
        'owns',
        'An owner adds a secret to the service principal and signs in as it.',
        it.where,
      );
    }
  }
  yield* ofRoles(inventory, facts);
  yield* ofPermissions(inventory, facts);
  for (const group of inventory.of('entra.group')) {
    const id = entraId.group(group.objectId);
    yield { kind: 'identity', id, provider: 'entra', where: group.where, type: 'group', name: group.name };
    for (const member of group.members ?? []) {
      yield relation(facts.idOf(member), id, 'member-of', 'A member has what the group has.', group.where);
    }
    for (const owner of group.owners ?? []) {
      yield relation(facts.idOf(owner), id, 'owns', 'An owner of the group makes itself a member.', group.where);
    }
  }
}

function* ofApplication(app: EntraApplication, facts: EntraFacts): Iterable<Item> {
  const id = entraId.app(app.objectId);
  for (const owner of facts.ownersOf(app.objectId, app.owners) ?? []) {
    yield relation(
      facts.idOf(owner),
      id,
      'owns',
      'An owner adds a secret to the application and signs in as it.',
      app.where,
    );
  }
  for (const principal of facts.principalsOf(app.appId)) {
    const to = entraId.servicePrincipal(principal.objectId);
    yield relation(
      id,
      to,
      'may-become',
      'A credential of the registration signs in as its service principal.',
      app.where,
    );
  }
  for (const key of facts.keysOf(app.objectId, app.keys)) {
    if (key.issuer === undefined) continue;
    const subject = key.subject ?? key.expression ?? '*';
    const from = `entra:federated-subject:${key.issuer}#${subject}`;
    const where = app.where;
    yield {
      kind: 'resource',
      id: from,
      provider: 'entra',
      where,
      type: 'federated-subject',
      name: `${subject} of ${key.issuer}`,
    };
    yield relation(
      from,
      id,
      'federates-with',
      'A token of this issuer for this subject signs in as the application.',
      where,
    );
  }
}

function* ofRoles(inventory: Inventory, facts: EntraFacts): Iterable<Item> {
  const seen = new Set<string>();
  for (const it of inventory.of('entra.role-assignment')) {
    const role = knownRoles.get(it.definitionId);
    if (it.state === 'activated' || (role === undefined && !facts.privilegedRoles.has(it.definitionId))) continue;
    const id = entraId.role(it.definitionId);
    const name = role?.name ?? facts.privilegedRoles.get(it.definitionId) ?? it.definitionId;
    if (!seen.has(id)) {
      seen.add(id);
      yield { kind: 'identity', id, provider: 'entra', where: it.where, type: 'role', name };
      if (role?.appAdmin === true) {
        yield relation(id, allApplications, 'can-change', `${name} adds a secret to any application.`, it.where);
      }
      if (role?.level === 'control' && it.definitionId !== globalAdministrator) {
        yield relation(
          id,
          entraId.role(globalAdministrator),
          'may-become',
          `${name} gives itself the tenant.`,
          it.where,
        );
      }
    }
    const why = it.state === 'eligible' ? `It may activate the role ${name}.` : `It holds the role ${name}.`;
    yield relation(facts.idOf(it.principalId), id, it.state === 'eligible' ? 'may-become' : 'holds', why, it.where);
  }
}

function* ofPermissions(inventory: Inventory, facts: EntraFacts): Iterable<Item> {
  const reached = new Set<string>();
  for (const it of inventory.of('entra.app-role-assignment')) {
    const from = entraId.servicePrincipal(it.principalId);
    if (!reached.has(from)) {
      reached.add(from);
      yield relation(
        allApplications,
        from,
        'may-become',
        'Who changes applications adds a secret to this one, which acts as itself.',
        it.where,
      );
    }
    const api = facts.principals.get(it.resourceId)?.appId;
    if (api !== graphAppId) continue;
    const name = facts.permissionName(api, it.appRoleId);
    const power = tenantPowers.get(name);
    if (power?.path === 'direct') {
      yield relation(from, entraId.role(globalAdministrator), 'may-become', `With ${name} ${power.why}.`, it.where);
    }
    if (name === 'Application.ReadWrite.All') {
      yield relation(
        from,
        allApplications,
        'can-change',
        `With ${name} ${power?.why ?? 'it changes applications'}.`,
        it.where,
      );
    }
  }
}
