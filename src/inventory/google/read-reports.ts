// SPDX-License-Identifier: Apache-2.0
// What the audit log (Reports API) tells that no other API does: when a token was granted and last used, and which clients
// have domain-wide delegation. It goes back six months at most.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { objects, text, texts, time } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';

function parameter(event: Fields, name: string): Fields | undefined {
  return objects(event, 'parameters').find((it) => text(it, 'name') === name);
}

function* tokenEvent(event: Fields, user: string, at: string, where: Provenance): Iterable<Item> {
  const name = text(event, 'name');
  const clientId = text(parameter(event, 'client_id') ?? {}, 'value');
  if (clientId === undefined || (name !== 'authorize' && name !== 'activity' && name !== 'revoke')) return;
  yield {
    kind: 'google.token-event',
    // The log is listed newest first, and of items with the same id the first is kept: so the newest is.
    id: `google:token-event:${name}/${user}/${clientId}`,
    provider: 'google',
    where,
    event: name,
    user,
    clientId,
    at,
  };
}

/**
 * Grants and withdrawals of domain-wide delegation, as the admin log has them: `API_SCOPES` as text or a list. The newest
 * event of a client tells how it stands.
 */
function* delegationEvent(event: Fields, by: string, at: string, where: Provenance): Iterable<Item> {
  const name = text(event, 'name');
  const clientId = text(parameter(event, 'API_CLIENT_NAME') ?? {}, 'value');
  if (clientId === undefined || (name !== 'AUTHORIZE_API_CLIENT_ACCESS' && name !== 'REMOVE_API_CLIENT_ACCESS')) return;
  const scopes = parameter(event, 'API_SCOPES') ?? {};
  const all = texts(scopes, 'multiValue') ?? text(scopes, 'value')?.split(/[\s,]+/) ?? [];
  yield {
    kind: 'google.delegation',
    id: `google:delegation:${clientId}@${name}`,
    provider: 'google',
    where,
    clientId,
    // Withdrawn: a client without scopes.
    scopes: name === 'REMOVE_API_CLIENT_ACCESS' ? [] : all.filter((it) => it !== ''),
    authorized: at,
    by,
  };
}

/** @see https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities */
export function* readActivity(activity: Fields, where: Provenance): Iterable<Item> {
  const at = time(activity, 'id', 'time');
  const user = text(activity, 'actor', 'email')?.toLowerCase();
  if (at === undefined || user === undefined) return;
  for (const [index, event] of objects(activity, 'events').entries()) {
    const place = { ...where, path: [...(where.path ?? []), 'events', index] };
    yield* tokenEvent(event, user, at, place);
    yield* delegationEvent(event, user, at, place);
  }
}

/** One row of a list of delegated clients that was written down: `Client ID`, `Scopes`, with or without `Name`. */
export function* readDelegationRow(row: Fields, where: Provenance): Iterable<Item> {
  const clientId = text(row, 'clientId');
  if (clientId === undefined) return;
  yield {
    kind: 'google.delegation',
    id: `google:delegation:${clientId}`,
    provider: 'google',
    where,
    clientId,
    scopes: (text(row, 'scopes') ?? '').split(/[\s,;]+/).filter((it) => it !== ''),
    ...known({ name: text(row, 'name') }),
  };
}
