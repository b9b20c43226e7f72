// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share, and who has power over what, from what a GitLab group has.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { LastUse } from '../../model/inventory/nouns.ts';
import { relationOf } from '../relation-of.ts';
import { known } from '../values.ts';

const provider = 'gitlab';

function use(...times: readonly (string | undefined)[]): LastUse | undefined {
  const told = times.filter((it) => it !== undefined);
  const last = told
    .filter((it) => it !== 'never')
    .toSorted()
    .at(-1);
  return last === undefined ? (told.length === 0 ? undefined : { never: true }) : { at: last };
}

const relation = relationOf(provider);

/** Projects are asked for by number or by path; their resources have the path. */
function createScopes(inventory: Inventory): (scope: string) => string {
  const paths = new Map(inventory.of('gitlab.project').map((it) => [`project:${it.number}`, it.id]));
  return (scope) => paths.get(scope) ?? `gitlab:${scope}`;
}

function* people(inventory: Inventory, resource: (scope: string) => string): Iterable<Item> {
  const members = new Map(inventory.of('gitlab.member').map((it) => [it.number, it]));
  const services = new Set(inventory.of('gitlab.service-account').map((it) => it.number));
  const seen = new Set<string>();
  for (const it of [...inventory.of('gitlab.user'), ...inventory.of('gitlab.seat')]) {
    if (seen.has(it.number)) continue;
    seen.add(it.number);
    const level = members.get(it.number)?.level ?? 0;
    const server = it.kind === 'gitlab.user' ? it : undefined;
    yield {
      kind: 'identity',
      id: `gitlab:user:${it.number}`,
      provider,
      where: it.where,
      type: server?.bot === true || services.has(it.number) ? 'service-account' : 'user',
      name: it.username,
      roles: [...(server?.admin === true ? ['administrator'] : []), ...(level >= 50 ? ['owner of a group'] : [])],
      ...known({
        email: it.email,
        enabled: it.active,
        external: server?.external,
        created: it.created,
        lastUsed: use(it.lastActive, it.lastSignIn),
        lastInteractive: use(it.lastSignIn),
        mfa: server?.twoFactor === undefined ? undefined : server.twoFactor ? (['unknown'] as const) : [],
      }),
    };
  }
  // Nothing but its tokens tells when a service account was active.
  const tokensOf = Map.groupBy(inventory.of('gitlab.token'), (it) => it.user);
  for (const it of inventory.of('gitlab.service-account')) {
    if (seen.has(it.number)) continue;
    seen.add(it.number);
    const level = members.get(it.number)?.level ?? 0;
    yield {
      kind: 'identity',
      id: `gitlab:user:${it.number}`,
      provider,
      where: it.where,
      type: 'service-account',
      name: it.username,
      roles: level >= 50 ? ['owner of a group'] : [],
      ...known({ email: it.email, lastUsed: use(...(tokensOf.get(it.number) ?? []).map((one) => one.lastUsed)) }),
    };
  }
  for (const it of inventory.of('gitlab.member')) {
    const id = `gitlab:user:${it.number}`;
    if (!seen.has(it.number)) {
      seen.add(it.number);
      const roles = it.level >= 50 ? ['owner of a group'] : [];
      yield { kind: 'identity', id, provider, where: it.where, type: 'user', name: it.username, roles };
    }
    const what = it.level >= 50 ? 'owns' : it.level >= 30 ? 'can-change' : 'can-read';
    yield relation(id, what, resource(it.scope), `${it.username} has level ${it.level}`, it.where);
  }
}

function* resources(inventory: Inventory): Iterable<Item> {
  for (const it of inventory.of('gitlab.group')) {
    yield { kind: 'resource', id: it.id, provider, where: it.where, type: 'group', name: it.path };
    const parent = it.path.toLowerCase().split('/').slice(0, -1).join('/');
    if (parent !== '') yield relation(`gitlab:group:${parent}`, 'owns', it.id, `${it.path} is a subgroup`, it.where);
  }
  for (const it of inventory.of('gitlab.project')) {
    const parent = `gitlab:group:${it.path.toLowerCase().split('/').slice(0, -1).join('/')}`;
    yield {
      kind: 'resource',
      id: it.id,
      provider,
      where: it.where,
      type: 'project',
      name: it.path,
      owner: parent,
      ...known({ public: it.visibility === undefined ? undefined : it.visibility === 'public' }),
    };
    yield relation(parent, 'owns', it.id, `${it.path} is in the group`, it.where);
  }
}

function* credentials(inventory: Inventory, resource: (scope: string) => string): Iterable<Item> {
  for (const it of inventory.of('gitlab.token')) {
    const id = it.id.replace('gitlab:', 'gitlab:credential:');
    const personal = it.scope === 'instance' || it.personal === true;
    const holder = personal && it.user !== undefined ? `gitlab:user:${it.user}` : undefined;
    yield {
      kind: 'credential',
      id,
      provider,
      where: it.where,
      type: personal ? 'personal-access-token' : 'api-token',
      name: it.name,
      permissions: it.scopes,
      scope: it.scope,
      ...known({
        holder,
        created: it.created,
        expires: it.expires,
        enabled: it.active,
        lastUsed: use(it.lastUsed),
      }),
    };
    if (it.active === false) continue;
    if (holder !== undefined) yield relation(id, 'may-become', holder, 'a personal token acts as its user', it.where);
    else {
      const writes = it.scopes.some((scope) => scope === 'api' || scope.startsWith('write_'));
      yield relation(
        id,
        writes ? 'can-change' : 'can-read',
        resource(it.scope),
        `its scopes are ${it.scopes.join(', ')}`,
        it.where,
      );
    }
  }
  for (const it of inventory.of('gitlab.deploy-token')) {
    const id = it.id.replace('gitlab:', 'gitlab:credential:');
    const { where, name, scope } = it;
    const parts = known({ expires: it.expires, enabled: it.active });
    yield {
      kind: 'credential',
      id,
      provider,
      where,
      type: 'deploy-token',
      name,
      scope,
      permissions: it.scopes,
      ...parts,
    };
    const writes = it.scopes.some((one) => one.startsWith('write_'));
    yield relation(
      id,
      writes ? 'can-change' : 'can-read',
      resource(scope),
      `its scopes are ${it.scopes.join(', ')}`,
      where,
    );
  }
  for (const it of inventory.of('gitlab.deploy-key')) {
    const id = it.id.replace('gitlab:', 'gitlab:credential:');
    const { where, title: name, scope } = it;
    const parts = known({ created: it.created, expires: it.expires, lastUsed: use(it.lastUsed) });
    yield { kind: 'credential', id, provider, where, type: 'deploy-key', name, scope, ...parts };
    const power = it.canPush === true ? 'can-change' : 'can-read';
    yield relation(id, power, resource(scope), `the deploy key ${name} opens it`, where);
  }
  for (const it of inventory.of('gitlab.variable')) {
    const id = it.id.replace('gitlab:', 'gitlab:credential:');
    const { where, name, scope } = it;
    yield { kind: 'credential', id, provider, where, type: 'secret', name, scope };
    yield relation(resource(scope), 'can-read', id, `jobs get the variable ${name}`, where);
  }
  for (const it of inventory.of('gitlab.job-token-guest')) {
    const from = `gitlab:${it.type}:${it.path.toLowerCase()}`;
    const to = resource(it.scope);
    if (from !== to) yield relation(from, 'can-read', to, 'its job tokens are let in', it.where);
  }
}

/** Identities, credentials, resources and relations of GitLab groups. */
export function* relateGitlab(inventory: Inventory): Iterable<Item> {
  const resource = createScopes(inventory);
  yield* people(inventory, resource);
  yield* resources(inventory);
  yield* credentials(inventory, resource);
}
