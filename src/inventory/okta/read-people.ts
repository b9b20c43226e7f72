// SPDX-License-Identifier: Apache-2.0
// Users, what they may and how they sign in, and the API tokens that act for them.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, idText, inner, text, texts, time } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';

export const userId = (id: string): string => `okta:user:${id}`;
export const appId = (id: string): string => `okta:app:${id}`;

/** @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/ */
export function* readUser(user: Fields, where: Provenance): Iterable<Item> {
  const id = idText(user, 'id');
  const login = text(user, 'profile', 'login');
  if (id === undefined || login === undefined) return;
  yield {
    kind: 'okta.user',
    id: userId(id),
    provider: 'okta',
    where,
    userId: id,
    login,
    loginKnown: at(user, 'lastLogin') !== undefined,
    ...known({
      email: text(user, 'profile', 'email'),
      status: text(user, 'status'),
      created: time(user, 'created'),
      lastLogin: time(user, 'lastLogin'),
      passwordChanged: time(user, 'passwordChanged'),
      employeeId: text(user, 'profile', 'employeeNumber'),
    }),
  };
}

/** The user that a link leads to, as in `https://.../api/v1/users/00u1`. */
function userOfLink(object: Fields, name: string): string | undefined {
  return /\/users\/([\w-]{1,64})/.exec(text(object, '_links', name, 'href') ?? '')?.[1];
}

/** `/api/v1/users/ID/roles`: the answer names its user only in a link. */
export function* readRole(role: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const type = text(role, 'type');
  const user = of ?? userOfLink(role, 'assignee');
  const id = idText(role, 'id');
  if (type === undefined || user === undefined || id === undefined) return;
  yield {
    kind: 'okta.role',
    id: `okta:role:${user}/${id}`,
    provider: 'okta',
    where,
    userId: user,
    type,
    label: text(role, 'label') ?? type,
    byGroup: text(role, 'assignmentType') === 'GROUP',
  };
}

/** `/api/v1/users/ID/factors`. */
export function* readFactor(factor: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const type = text(factor, 'factorType');
  const user = of ?? userOfLink(factor, 'user') ?? userOfLink(factor, 'self');
  const id = idText(factor, 'id');
  if (type === undefined || user === undefined || id === undefined) return;
  // Okta FastPass answers as a signed nonce; it and WebAuthn are bound to the site that asks.
  yield {
    kind: 'okta.factor',
    id: `okta:factor:${user}/${id}`,
    provider: 'okta',
    where,
    userId: user,
    type,
    status: text(factor, 'status') ?? 'ACTIVE',
  };
}

function daysOf(window: string | undefined): number | undefined {
  const days = /^P(\d{1,5})D$/.exec(window ?? '')?.[1];
  return days === undefined ? undefined : Number(days);
}

/** `/api/v1/api-tokens`: metadata only, the API never gives a token's value. */
export function* readApiToken(token: Fields, where: Provenance): Iterable<Item> {
  const id = idText(token, 'id');
  if (id === undefined) return;
  yield {
    kind: 'okta.api-token',
    id: `okta:api-token:${id}`,
    provider: 'okta',
    where,
    tokenId: id,
    name: text(token, 'name') ?? id,
    ...known({
      userId: idText(token, 'userId'),
      created: time(token, 'created'),
      expires: time(token, 'expiresAt'),
      windowDays: daysOf(text(token, 'tokenWindow')),
      network: text(inner(token, 'network'), 'connection'),
      zones: texts(token, 'network', 'include'),
    }),
  };
}
