// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share, and who has power over what, from the answers of an Okta organisation.
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Credential, Identity, MfaKind } from '../../model/inventory/nouns.ts';
import type { OktaApp, OktaUser } from '../../model/inventory/okta.ts';
import { relationOf } from '../relation-of.ts';
import { known } from '../values.ts';
import { appId, userId } from './read-people.ts';

const provider = 'okta';
/** Stands for all that a super administrator can do. */
const organisation = 'okta:organisation';

const relation = relationOf(provider);

const strengths: Readonly<Record<string, MfaKind>> = {
  webauthn: 'phishing-resistant',
  u2f: 'phishing-resistant',
  signed_nonce: 'phishing-resistant',
  push: 'app',
  'token:software:totp': 'one-time-code',
  'token:hotp': 'one-time-code',
  'token:hardware': 'one-time-code',
  token: 'one-time-code',
  sms: 'phone',
  call: 'phone',
  email: 'email',
};

interface People {
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly rolesKnown: boolean;
  readonly mfa: ReadonlyMap<string, readonly MfaKind[]>;
}

function people(inventory: Inventory): People {
  const roles = new Map<string, string[]>();
  for (const it of inventory.of('okta.role')) {
    const list = roles.get(it.userId) ?? [];
    if (!list.includes(it.label)) list.push(it.label);
    roles.set(it.userId, list);
  }
  const mfa = new Map<string, MfaKind[]>();
  for (const it of inventory.of('okta.factor')) {
    const list = mfa.get(it.userId) ?? [];
    const strength = Object.hasOwn(strengths, it.type)
      ? strengths[it.type]
      : it.type === 'question'
        ? undefined
        : 'unknown';
    if (it.status === 'ACTIVE' && strength !== undefined && !list.includes(strength)) list.push(strength);
    mfa.set(it.userId, list);
  }
  return { roles, rolesKnown: inventory.collected('okta.role') !== 'none', mfa };
}

function identity(user: OktaUser, { roles, rolesKnown, mfa }: People): Identity {
  const off = /^(?:SUSPENDED|DEPROVISIONED)$/.test(user.status ?? '');
  return {
    kind: 'identity',
    id: user.id,
    provider,
    where: user.where,
    type: /^(?:svc|service|api|bot)[-_.]/i.test(user.login) ? 'service-account' : 'user',
    name: user.login,
    ...known({
      email: user.email,
      enabled: user.status === undefined ? undefined : !off,
      created: user.created,
      passwordChanged: user.passwordChanged,
      employeeId: user.employeeId,
      lastUsed: lastUse(user),
      lastInteractive: lastUse(user),
      mfa: mfa.get(user.userId),
      roles: rolesKnown ? (roles.get(user.userId) ?? []) : undefined,
      breakGlass: /break[-_. ]?glass|emergency/i.test(user.login) ? true : undefined,
    }),
  };
}

function lastUse(user: OktaUser): Identity['lastUsed'] {
  if (user.lastLogin !== undefined) return { at: user.lastLogin };
  return user.loginKnown ? { never: true } : undefined;
}

/** An unused token expires when its window is over, and each use moves that: so its end tells the last use. */
function lastUsed(expires: string | undefined, windowDays: number | undefined): Credential['lastUsed'] {
  if (expires === undefined || windowDays === undefined) return undefined;
  return { at: new Date(Date.parse(expires) - windowDays * 86_400_000).toISOString() };
}

function* tokens(inventory: Inventory, { roles }: People): Iterable<Item> {
  for (const it of inventory.of('okta.api-token')) {
    const id = `okta:credential:api-token/${it.tokenId}`;
    const holder = it.userId === undefined ? undefined : userId(it.userId);
    yield {
      kind: 'credential',
      id,
      provider,
      where: it.where,
      type: 'api-token',
      name: it.name,
      ...known({
        holder,
        created: it.created,
        expires: it.expires,
        lastUsed: lastUsed(it.expires, it.windowDays),
        permissions: it.userId === undefined ? undefined : roles.get(it.userId),
        scope: it.network === undefined ? undefined : `network: ${it.network.toLowerCase()}`,
      }),
    };
    if (holder !== undefined) {
      yield relation(id, 'may-become', holder, 'An API token does what its user may do.', it.where);
      yield relation(holder, 'holds', id, 'The token was made for this user.', it.where);
    }
  }
}

function* application(app: OktaApp): Iterable<Item> {
  const method = app.authentication;
  yield {
    kind: 'application',
    id: app.id,
    provider,
    where: app.where,
    type: app.signOnMode === 'OPENID_CONNECT' ? 'oauth-client' : 'saml-or-other',
    name: app.label,
    ...known({
      clientId: app.clientId,
      origin: app.name === 'oidc_client' ? ('own' as const) : undefined,
      redirectUris: app.redirectUris?.map((uri) => ({ uri, type: app.type ?? 'web' })),
      created: app.created,
      enabled: app.status === undefined ? undefined : app.status === 'ACTIVE',
    }),
  };
  if (method === undefined || method === 'none') return;
  yield {
    kind: 'credential',
    id: `okta:credential:app/${app.appId}`,
    provider,
    where: app.where,
    type: method === 'private_key_jwt' ? 'certificate' : 'client-secret',
    holder: app.id,
    name: method,
    ...known({ created: app.created }),
  };
}

function* grants(inventory: Inventory): Iterable<Item> {
  const apps = new Map(inventory.of('okta.app').map((it) => [it.appId, it]));
  const byClient = new Map(
    inventory.of('okta.app').flatMap((it) => (it.clientId === undefined ? [] : [[it.clientId, it] as const])),
  );
  for (const it of inventory.of('okta.app-grant')) {
    const app = apps.get(it.appId) ?? byClient.get(it.appId);
    const to = app?.id ?? appId(it.appId);
    yield {
      kind: 'grant',
      id: `okta:grant:${it.appId}/${it.scope}`,
      provider,
      where: it.where,
      type: 'application',
      to,
      resource: 'okta:management-api',
      permissions: [it.scope],
      consent: 'admin',
      ...known({ created: it.created }),
    };
    if (/^okta\.(?:roles|users|apps|apiTokens|groups|policies|factors|idps)\.manage$/.test(it.scope)) {
      yield relation(to, 'can-change', organisation, `${it.scope} changes who may sign in and how.`, it.where);
    }
  }
}

/** Derives identities, applications, grants, credentials and relations; pure. */
export function* relateOkta(inventory: Inventory): Iterable<Item> {
  const found = people(inventory);
  for (const user of inventory.of('okta.user')) yield identity(user, found);
  for (const it of inventory.of('okta.role')) {
    if (it.type !== 'SUPER_ADMIN' && it.type !== 'ORG_ADMIN') continue;
    yield relation(
      userId(it.userId),
      'can-change',
      organisation,
      `${it.label} changes users and their sign-in.`,
      it.where,
    );
  }
  yield* tokens(inventory, found);
  for (const app of inventory.of('okta.app')) yield* application(app);
  yield* grants(inventory);
}
