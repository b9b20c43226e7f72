// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share, and who has power over what, from what a GitHub organisation has.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Credential, Identity, LastUse } from '../../model/inventory/nouns.ts';
import { relationOf } from '../relation-of.ts';
import { known } from '../values.ts';

const provider = 'github';

export const userId = (login: string): string => `github:user:${login.toLowerCase()}`;
const organizationId = (login: string): string => `github:organization:${login}`;
const repositoryId = (name: string): string => `github:repository:${name}`;

/** The id of the resource that a scope names. */
function ownerOf(scope: string): string {
  return `github:${scope}`;
}

function use(lastUsed: string | undefined): LastUse | undefined {
  if (lastUsed === undefined) return undefined;
  return lastUsed === 'never' ? { never: true } : { at: lastUsed };
}

const relation = relationOf(provider);

/** Everybody that some list names, with what all lists together say. */
function* people(inventory: Inventory): Iterable<Item> {
  const emails = new Map(inventory.of('github.external-identity').map((it) => [userId(it.login), it.nameId]));
  const activity = new Map(inventory.of('github.activity').map((it) => [userId(it.login), it]));
  const gaps = new Map(inventory.of('github.two-factor-gap').map((it) => [userId(it.login), it.gap]));
  const seen = new Map<string, Identity>();
  for (const it of inventory.of('github.member')) {
    const id = userId(it.login);
    const email = emails.get(id);
    const gap = gaps.get(id);
    const before = seen.get(id);
    const seenAt = activity.get(id);
    seen.set(id, {
      kind: 'identity',
      id,
      provider,
      where: it.where,
      type: it.role === 'outside' ? 'guest' : 'user',
      name: it.login,
      external: it.role === 'outside',
      roles: [...(before?.roles ?? []), ...(it.role === 'owner' ? [`owner of ${it.organization}`] : [])],
      ...known({
        email: email?.includes('@') === true ? email : undefined,
        created: seenAt?.created,
        enabled: seenAt?.suspended === undefined ? undefined : !seenAt.suspended,
        lastUsed: use(seenAt?.lastActive),
        mfa: gap === 'none' ? [] : gap === 'insecure' ? (['phone'] as const) : undefined,
      }),
    });
    const organization = organizationId(it.organization);
    if (it.role === 'owner')
      yield relation(id, 'owns', organization, `${it.login} is an owner of ${it.organization}`, it.where);
    if (it.role === 'member')
      yield relation(id, 'member-of', organization, `${it.login} is a member of ${it.organization}`, it.where);
  }
  yield* seen.values();
}

function* resources(inventory: Inventory): Iterable<Item> {
  for (const it of inventory.of('github.organization')) {
    yield {
      kind: 'resource',
      id: organizationId(it.login.toLowerCase()),
      provider,
      where: it.where,
      type: 'organization',
      name: it.login,
    };
  }
  for (const it of inventory.of('github.repository')) {
    const id = repositoryId(it.name.toLowerCase());
    const owner = organizationId(it.name.split('/')[0]?.toLowerCase() ?? '');
    yield {
      kind: 'resource',
      id,
      provider,
      where: it.where,
      type: 'repository',
      name: it.name,
      owner,
      ...known({
        public: it.visibility === undefined ? undefined : it.visibility === 'public',
        created: it.created,
      }),
    };
    yield relation(owner, 'owns', id, `${it.name} belongs to the organisation`, it.where);
  }
}

const writes: ReadonlySet<string> = new Set(['contents', 'workflows', 'administration', 'secrets', 'actions']);
const rules: ReadonlySet<string> = new Set(['organization_administration', 'members', 'organization_secrets']);

function* applications(inventory: Inventory): Iterable<Item> {
  const owners = new Map(inventory.of('github.app').map((it) => [it.app, it]));
  for (const it of inventory.of('github.installation')) {
    const id = `github:app:${it.app}`;
    const about = owners.get(it.app);
    const owner = about?.owner?.toLowerCase();
    const origin =
      owner === undefined
        ? undefined
        : owner === it.organization
          ? ('own' as const)
          : owner === 'github'
            ? ('first-party' as const)
            : ('third-party' as const);
    const granted = Object.entries(it.permissions).map(([name, level]) => `${name}:${level}`);
    yield {
      kind: 'application',
      id,
      provider,
      where: it.where,
      type: 'github-app',
      name: about?.name ?? it.app,
      requested: granted,
      enabled: it.suspended === undefined,
      ...known({
        clientId: it.clientId ?? it.appId,
        origin,
        publisher: about?.owner === undefined ? undefined : { name: about.owner },
        homepage: about?.homepage,
        created: about?.created,
      }),
    };
    yield {
      kind: 'grant',
      id: `github:grant:${it.organization}/${it.app}`,
      provider,
      where: it.where,
      type: 'installation',
      to: id,
      resource: organizationId(it.organization),
      permissions: granted,
      consent: 'admin',
      ...known({ created: it.created }),
    };
    if (it.suspended !== undefined) continue;
    const strong = Object.entries(it.permissions).find(
      ([name, level]) => level !== 'read' && (rules.has(name) || (it.repositories === 'all' && writes.has(name))),
    );
    if (strong === undefined) continue;
    const why = `${it.app} may ${strong[1]} ${strong[0]} in ${it.organization}`;
    yield relation(id, 'can-change', organizationId(it.organization), why, it.where);
  }
}

function* credentials(inventory: Inventory): Iterable<Item> {
  const give = function* (credential: Credential, holder?: string): Iterable<Item> {
    yield holder === undefined ? credential : { ...credential, holder };
    if (holder !== undefined)
      yield relation(
        credential.id,
        'may-become',
        holder,
        `whoever has ${credential.name ?? 'it'} acts as its holder`,
        credential.where,
      );
  };
  for (const it of inventory.of('github.fine-grained-token')) {
    if (it.state === 'requested') continue;
    const id = it.id.replace('github:', 'github:credential:');
    const granted = Object.entries(it.permissions).map(([name, level]) => `${name}:${level}`);
    const parts = known({ name: it.name, created: it.since, expires: it.expires, lastUsed: use(it.lastUsed) });
    const scope = `${it.organization}: ${it.repositories ?? 'some'} repositories`;
    const enabled = it.expired !== true;
    const { where } = it;
    yield {
      kind: 'credential',
      id,
      provider,
      where,
      type: 'fine-grained-token',
      holder: userId(it.login),
      permissions: granted,
      scope,
      enabled,
      ...parts,
    };
    yield relation(userId(it.login), 'holds', id, `${it.login} made the token`, where);
    if (it.repositories === 'all' && granted.some((name) => /^(?:contents|workflows|administration):write$/.test(name)))
      yield relation(id, 'can-change', organizationId(it.organization), 'it may write to all repositories', where);
  }
  for (const it of inventory.of('github.credential-authorization')) {
    const type = /ssh/i.test(it.type) ? 'ssh-key' : /personal/i.test(it.type) ? 'personal-access-token' : 'api-token';
    const parts = known({
      name: it.name,
      created: it.authorized,
      expires: it.expires,
      lastUsed: use(it.lastUsed),
      permissions: it.scopes,
    });
    const id = it.id.replace('github:', 'github:credential:');
    yield* give(
      { kind: 'credential', id, provider, where: it.where, type, scope: it.organization, ...parts },
      userId(it.login),
    );
  }
  for (const it of inventory.of('github.deploy-key')) {
    const id = it.id.replace('github:', 'github:credential:');
    const parts = known({ created: it.created, lastUsed: use(it.lastUsed), enabled: it.enabled });
    const { where, title: name, repository: scope } = it;
    yield { kind: 'credential', id, provider, where, type: 'deploy-key', name, scope, expires: 'never', ...parts };
    const power = it.readOnly === false ? 'can-change' : 'can-read';
    yield relation(id, power, repositoryId(it.repository), `the deploy key ${name} opens ${scope}`, where);
  }
  for (const it of inventory.of('github.secret')) {
    const id = it.id.replace('github:', 'github:credential:');
    const parts = known({ created: it.created, lastChanged: it.changed });
    const { where, name, scope } = it;
    yield { kind: 'credential', id, provider, where, type: 'secret', name, scope, ...parts };
    const why = `workflows of ${scope.slice(scope.indexOf(':') + 1)} get the secret ${name}`;
    yield relation(ownerOf(scope), 'can-read', id, why, where);
  }
}

/** Identities, applications, grants, credentials, resources and relations of GitHub organisations. */
export function* relateGithub(inventory: Inventory): Iterable<Item> {
  yield* people(inventory);
  yield* resources(inventory);
  yield* applications(inventory);
  yield* credentials(inventory);
}
