// SPDX-License-Identifier: Apache-2.0
// Applications of any provider with all that was given to them, put together once per inventory. What one provider tells as
// two items (a registration and its service principal) is one client here.
import type { Knowledge, Subject } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Application, Credential, Grant, LastUse } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

export type Risk = 'low' | 'medium' | 'high' | 'critical';
export const riskOrder: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

/** One permission that a client holds, over all its grants. */
export interface HeldScope {
  readonly name: string;
  readonly api: string | undefined;
  readonly kind: 'delegated' | 'application';
  /** For the whole organisation, without a person's own consent. */
  readonly everywhere: boolean;
  readonly risk: Risk | undefined;
  readonly why: string;
  readonly opinions: readonly { readonly by: string; readonly rating: string }[];
  /** Where one grant of it stands. */
  readonly where: Provenance;
  readonly grants: number;
}

export interface Client {
  readonly subject: Subject;
  readonly ids: readonly string[];
  readonly items: readonly Application[];
  readonly name: string;
  readonly clientId: string | undefined;
  readonly origin: Application['origin'];
  readonly verified: boolean | undefined;
  readonly enabled: boolean;
  readonly created: string | undefined;
  readonly lastUsed: LastUse | undefined;
  /** Ids of owners; undefined where nobody told. */
  readonly owners: readonly string[] | undefined;
  readonly where: Provenance;
  readonly credentials: readonly Credential[];
  readonly roles: readonly string[];
  readonly grants: ClientGrants;
}

/** The grants of a client, counted and not listed: there may be a million. */
export interface ClientGrants {
  readonly many: number;
  /** People who consented, or for whom it was done, one by one. */
  readonly people: number;
  readonly everybody: boolean;
  readonly oldest: string | undefined;
  readonly newest: string | undefined;
  readonly lastUsed: LastUse | undefined;
  readonly scopes: (knowledge: Knowledge) => readonly HeldScope[];
}

const indexes = new WeakMap<Inventory, readonly Client[]>();

/** All clients but those of providers themselves. */
export function clientsOf(inventory: Inventory): readonly Client[] {
  let clients = indexes.get(inventory);
  if (clients === undefined) {
    clients = build(inventory);
    indexes.set(inventory, clients);
  }
  return clients;
}

/** Providers that tell an administrator where applications redirect to. Google and GitHub tell their makers only. */
const tellRedirects: ReadonlySet<string> = new Set(['entra', 'okta', 'auth0']);

/** Whether there is no way to export where a client redirects to, so that nothing is missing. */
export function hidesRedirects(client: Client): boolean {
  return client.items.every((it) => it.redirectUris === undefined && !tellRedirects.has(it.provider));
}

/** Whether the provider knows owners of applications at all: elsewhere the organisation itself has them. */
export function hasOwners(client: Client): boolean {
  return client.owners !== undefined || client.items.some((it) => it.provider === 'entra');
}

interface Gathered {
  many: number;
  readonly people: Set<string>;
  everybody: boolean;
  oldest: string | undefined;
  newest: string | undefined;
  used: string | undefined;
  unused: boolean;
  /** Grants with the very same list of permissions are counted together: many share a few lists. */
  readonly lists: Map<readonly string[], Alike[]>;
}

interface Alike {
  readonly first: Grant;
  readonly everywhere: boolean;
  grants: number;
}

function gather(inventory: Inventory): ReadonlyMap<string, Gathered> {
  const byHolder = new Map<string, Gathered>();
  for (const grant of inventory.of('grant')) {
    if (grant.type !== 'delegated' && grant.type !== 'application' && grant.type !== 'installation') continue;
    let it = byHolder.get(grant.to);
    if (it === undefined) {
      it = {
        many: 0,
        people: new Set(),
        everybody: false,
        oldest: undefined,
        newest: undefined,
        used: undefined,
        unused: false,
        lists: new Map(),
      };
      byHolder.set(grant.to, it);
    }
    add(it, grant);
  }
  return byHolder;
}

function add(it: Gathered, grant: Grant): void {
  it.many++;
  const everywhere = grant.type !== 'delegated' || grant.principal === 'all-users';
  if (grant.principal === 'all-users') it.everybody = true;
  else if (grant.principal !== undefined) it.people.add(grant.principal);
  if (grant.created !== undefined) {
    if (it.oldest === undefined || grant.created < it.oldest) it.oldest = grant.created;
    if (it.newest === undefined || grant.created > it.newest) it.newest = grant.created;
  }
  const used = grant.lastUsed;
  if (used !== undefined && 'at' in used) {
    if (it.used === undefined || used.at > it.used) it.used = used.at;
  } else if (used !== undefined) it.unused = true;
  const alike = it.lists.get(grant.permissions);
  const same = alike?.find(
    (one) => one.everywhere === everywhere && one.first.type === grant.type && one.first.resource === grant.resource,
  );
  if (same !== undefined) same.grants++;
  else if (alike === undefined) it.lists.set(grant.permissions, [{ first: grant, everywhere, grants: 1 }]);
  else alike.push({ first: grant, everywhere, grants: 1 });
}

function groupBy<T>(items: Iterable<T>, key: (it: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const it of items) {
    const name = key(it);
    if (name === undefined) continue;
    const list = groups.get(name);
    if (list === undefined) groups.set(name, [it]);
    else list.push(it);
  }
  return groups;
}

function build(inventory: Inventory): readonly Client[] {
  const applications = inventory.of('application');
  const gathered = gather(inventory);
  const credentials = groupBy(inventory.of('credential'), (it) => it.holder);
  const groups = groupBy(applications, (it) => `${it.provider} ${it.clientId?.toLowerCase() ?? it.id}`);
  return [...groups.values()].flatMap((items) => {
    // The service principal is what grants are given to; a registration that is used nowhere stands for itself.
    const main = items.find((it) => it.type === 'service-principal') ?? items[0];
    if (main === undefined || items.some((it) => it.origin === 'first-party')) return [];
    const ids = items.map((it) => it.id);
    const grants = ids.flatMap((id) => gathered.get(id) ?? []);
    const used = items.flatMap((it) => it.lastUsed ?? []);
    const verified = items.flatMap((it) => it.publisher?.verified ?? []);
    const owners = items.flatMap((it) => (it.owners === undefined ? [] : [it.owners]));
    return [
      {
        subject: { kind: 'application', id: main.id, name: main.name },
        ids,
        items,
        name: main.name,
        clientId: main.clientId,
        origin: items.find((it) => it.origin !== undefined)?.origin,
        verified: verified.length === 0 ? undefined : verified.includes(true),
        enabled: main.enabled !== false,
        created: main.created ?? items.find((it) => it.created !== undefined)?.created,
        lastUsed: latest(used),
        owners: owners.length === 0 ? undefined : [...new Set(owners.flat())],
        where: main.where,
        credentials: ids.flatMap((id) => credentials.get(id) ?? []),
        roles: ids.flatMap((id) => inventory.find('identity', id)?.roles ?? []),
        grants: sumUp(inventory, grants, latest(used)),
      },
    ];
  });
}

function latest(uses: readonly LastUse[]): LastUse | undefined {
  const times = uses.flatMap((it) => ('at' in it ? [it.at] : [])).toSorted();
  const at = times.at(-1);
  return at === undefined ? uses[0] : { at };
}

function sumUp(inventory: Inventory, parts: readonly Gathered[], clientUse: LastUse | undefined): ClientGrants {
  const used = parts
    .flatMap((it) => it.used ?? [])
    .toSorted()
    .at(-1);
  let scopes: readonly HeldScope[] | undefined;
  return {
    many: parts.reduce((sum, it) => sum + it.many, 0),
    people: parts.length === 1 ? (parts[0]?.people.size ?? 0) : new Set(parts.flatMap((it) => [...it.people])).size,
    everybody: parts.some((it) => it.everybody),
    oldest: parts.flatMap((it) => it.oldest ?? []).toSorted()[0],
    newest: parts
      .flatMap((it) => it.newest ?? [])
      .toSorted()
      .at(-1),
    lastUsed: used !== undefined ? { at: used } : parts.some((it) => it.unused) ? { never: true } : clientUse,
    scopes(knowledge) {
      scopes ??= scopesOf(inventory, parts, knowledge);
      return scopes;
    },
  };
}

/** Each permission once, with how many grants have it. */
function scopesOf(inventory: Inventory, parts: readonly Gathered[], knowledge: Knowledge): readonly HeldScope[] {
  const scopes = new Map<string, HeldScope>();
  for (const { first, everywhere, grants } of parts.flatMap((it) => [...it.lists.values()].flat())) {
    const kind = first.type === 'delegated' ? 'delegated' : 'application';
    const api = apiOf(inventory, first, first.resource);
    for (const name of first.permissions) {
      const key = `${kind} ${everywhere} ${first.resource ?? ''} ${name}`;
      const known = scopes.get(key);
      if (known !== undefined) {
        scopes.set(key, { ...known, grants: known.grants + grants });
        continue;
      }
      const risk = knowledge.permissionRisk(name, api, kind);
      scopes.set(key, {
        name: risk?.name ?? name,
        api,
        kind,
        everywhere,
        risk: risk?.risk,
        why: risk?.why ?? 'nobody rates it',
        opinions: risk?.opinions ?? [],
        where: first.where,
        grants,
      });
    }
  }
  return [...scopes.values()];
}

function apiOf(inventory: Inventory, grant: Grant, resource: string | undefined): string | undefined {
  if (grant.provider !== 'entra') return grant.provider;
  return resource === undefined ? undefined : inventory.find('application', resource)?.clientId;
}
