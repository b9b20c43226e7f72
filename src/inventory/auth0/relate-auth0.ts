// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share, and who has power over what, from the answers of an Auth0 tenant.
import type { Auth0Client } from '../../model/inventory/auth0.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import { relationOf } from '../relation-of.ts';
import { known } from '../values.ts';

const provider = 'auth0';
/** Stands for all that the Management API can do. */
const tenant = 'auth0:tenant';

const relation = relationOf(provider);

const clientItem = (clientId: string): string => `auth0:client:${clientId}`;
const userItem = (userId: string): string => `auth0:user:${userId}`;

function* ofClient(client: Auth0Client): Iterable<Item> {
  if (client.global === true) return;
  yield {
    kind: 'application',
    id: client.id,
    provider,
    where: client.where,
    type: client.type ?? 'oauth-client',
    name: client.name,
    clientId: client.clientId,
    ...known({
      origin:
        client.firstParty === undefined ? undefined : client.firstParty ? ('own' as const) : ('third-party' as const),
      redirectUris: client.callbacks?.map((uri) => ({ uri, type: client.type ?? 'web' })),
    }),
  };
  const method = client.authentication;
  if (method === undefined || method === 'none') return;
  const id = `auth0:credential:client/${client.clientId}`;
  yield {
    kind: 'credential',
    id,
    provider,
    where: client.where,
    type: method.startsWith('client_secret') ? 'client-secret' : 'certificate',
    holder: client.id,
    name: method,
  };
  yield relation(id, 'may-become', client.id, 'It proves to be the application.', client.where);
}

/** The scopes that change users, their factors and what applications may. */
export const changing = /^(?:create|update|delete):/;

function* grants(inventory: Inventory): Iterable<Item> {
  for (const it of inventory.of('auth0.client-grant')) {
    const to = clientItem(it.clientId);
    yield {
      kind: 'grant',
      id: `auth0:grant:client/${it.grantId}`,
      provider,
      where: it.where,
      type: 'application',
      to,
      resource: it.audience,
      permissions: it.scopes,
      consent: 'admin',
    };
    if (/\/api\/v2\/?$/.test(it.audience) && it.scopes.some((scope) => scope === '*' || changing.test(scope))) {
      yield relation(
        to,
        'can-change',
        tenant,
        'It may change users or applications over the Management API.',
        it.where,
      );
    }
  }
  for (const it of inventory.of('auth0.consent')) {
    const to = clientItem(it.clientId);
    yield {
      kind: 'grant',
      id: `auth0:grant:user/${it.grantId}`,
      provider,
      where: it.where,
      type: 'delegated',
      to,
      principal: userItem(it.userId),
      permissions: it.scopes,
      consent: 'user',
      ...known({ resource: it.audience }),
    };
  }
}

/** Derives applications, grants, credentials and relations; pure. */
export function* relateAuth0(inventory: Inventory): Iterable<Item> {
  for (const client of inventory.of('auth0.client')) yield* ofClient(client);
  yield* grants(inventory);
  for (const it of inventory.of('auth0.resource-server')) {
    yield {
      kind: 'resource',
      id: it.id,
      provider,
      where: it.where,
      type: 'api',
      name: it.name,
    };
  }
  for (const it of inventory.of('auth0.device-credential')) {
    if (!/refresh_token$/.test(it.type)) continue;
    const id = `auth0:credential:device/${it.credentialId}`;
    yield {
      kind: 'credential',
      id,
      provider,
      where: it.where,
      type: 'refresh-token',
      ...known({
        holder: it.userId === undefined ? undefined : userItem(it.userId),
        name: it.device,
        lastUsed: it.lastUsed === undefined ? undefined : { at: it.lastUsed },
      }),
    };
  }
}
