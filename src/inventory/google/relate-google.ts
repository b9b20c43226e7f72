// SPDX-License-Identifier: Apache-2.0
// The nouns that all providers share, and who has power over what, from the answers of Google's APIs.
import type { GoogleDelegation, GoogleUser } from '../../model/inventory/google.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Application, Identity, LastUse, Relation } from '../../model/inventory/nouns.ts';
import { relationOf } from '../relation-of.ts';
import { known } from '../values.ts';
import { clientItem, userId } from './read-directory.ts';

const provider = 'google';
/** Stands for all that a super administrator can do, and for every mailbox and drive. */
const organisation = 'google:organisation';

const relation = relationOf(provider);

interface Facts {
  /** Item ids by numeric id and address. */
  readonly users: ReadonlyMap<string, string>;
  /** Names of roles by the user's numeric id. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly rolesKnown: boolean;
  readonly events: ReadonlyMap<string, string>;
  readonly eventsKnown: boolean;
  /** The oldest event that was kept: before it nothing is known. */
  readonly since: string | undefined;
}

function gather(inventory: Inventory): Facts {
  const names = new Map(
    inventory.of('google.role').map((it) => [it.roleId, it.superAdmin === true ? 'Super Admin' : it.name]),
  );
  const roles = new Map<string, string[]>();
  for (const it of inventory.of('google.role-assignment')) {
    const list = roles.get(it.assignee) ?? [];
    list.push(names.get(it.roleId) ?? it.roleId);
    roles.set(it.assignee, list);
  }
  return {
    users: new Map(
      inventory
        .of('google.user')
        .flatMap((it) => [[it.email, it.id] as const, [it.userId.toLowerCase(), it.id] as const]),
    ),
    roles,
    rolesKnown: inventory.collected('google.role-assignment') !== 'none',
    events: new Map(inventory.of('google.token-event').map((it) => [`${it.event} ${it.user} ${it.clientId}`, it.at])),
    eventsKnown: inventory.collected('google.token-event') === 'complete',
    since: inventory
      .of('google.token-event')
      .map((it) => it.at)
      .toSorted()[0],
  };
}

/** Accounts are told to be of services by their names: Google has no mark for them. */
const serviceName = /^(?:svc|service|bot|noreply|no-reply|automation)[-_.@]/i;

function identity(user: GoogleUser, facts: Facts): Identity {
  const use: LastUse | undefined =
    user.lastLogin !== undefined ? { at: user.lastLogin } : user.loginKnown ? { never: true } : undefined;
  const held = facts.roles.get(user.userId) ?? [];
  const roles = [...new Set([...(user.superAdmin === true ? ['Super Admin'] : []), ...held])];
  return {
    kind: 'identity',
    id: user.id,
    provider,
    where: user.where,
    type: serviceName.test(user.email) ? 'service-account' : 'user',
    name: user.email,
    email: user.email,
    ...known({
      enabled: user.suspended === undefined ? undefined : !user.suspended,
      created: user.created,
      lastUsed: use,
      lastInteractive: use,
      // Whether there is a second step is told, not of which kind.
      mfa: user.enrolled === undefined ? undefined : user.enrolled ? (['unknown'] as const) : [],
      roles: facts.rolesKnown || user.superAdmin === true ? roles : undefined,
      employeeId: user.employeeId,
      breakGlass: /break[-_. ]?glass|emergency/i.test(user.email) ? true : undefined,
    }),
  };
}

/** Scopes that only say who signed in. */
const signIn = /^(?:openid|email|profile|https:\/\/www\.googleapis\.com\/auth\/userinfo\.(?:email|profile))$/;

/** What an application can do with an account by its scopes; nothing where it only signs people in. */
function powerOf(scopes: readonly string[]): Pick<Relation, 'relation' | 'why'> | undefined {
  const real = scopes.filter((it) => !signIn.test(it));
  if (real.length === 0) return undefined;
  return real.every((it) => /(?:\.readonly|\.metadata)$/.test(it))
    ? { relation: 'can-read', why: "The application reads the user's data within the scopes granted." }
    : { relation: 'may-become', why: 'The application acts for the user within the scopes granted.' };
}

function* grants(inventory: Inventory, facts: Facts): Iterable<Item> {
  const seen = new Map<string, Application>();
  for (const it of inventory.of('google.token')) {
    const to = clientItem(it.clientId);
    const principal = facts.users.get(it.user) ?? userId(it.user);
    const email = facts.users.get(it.user)?.replace(/^google:user:/, '') ?? it.user;
    const at = facts.events.get(`activity ${email} ${it.clientId}`);
    const used: LastUse | undefined =
      at !== undefined ? { at } : facts.eventsKnown ? { never: true, ...known({ since: facts.since }) } : undefined;
    if (!seen.has(to)) {
      seen.set(to, {
        kind: 'application',
        id: to,
        provider,
        where: it.where,
        type: 'oauth-client',
        name: it.name,
        clientId: it.clientId,
        ...known({ publisher: it.anonymous === true ? { verified: false } : undefined }),
      });
    }
    yield {
      kind: 'grant',
      id: `google:grant:${it.user}/${it.clientId}`,
      provider,
      where: it.where,
      type: 'delegated',
      to,
      principal,
      permissions: it.scopes,
      ...known({ created: facts.events.get(`authorize ${email} ${it.clientId}`), lastUsed: used }),
    };
    const power = powerOf(it.scopes);
    if (power !== undefined) yield relation(to, power.relation, principal, power.why, it.where);
  }
  yield* seen.values();
}

/** How each client stands: as a list says it, else by the newest event of the log. */
function standing(inventory: Inventory): readonly GoogleDelegation[] {
  const newest = new Map<string, GoogleDelegation>();
  for (const it of inventory.of('google.delegation')) {
    const before = newest.get(it.clientId);
    if (before === undefined || (it.authorized ?? '~') > (before.authorized ?? '~')) newest.set(it.clientId, it);
  }
  return [...newest.values()].filter((it) => it.scopes.length > 0);
}

function* delegations(inventory: Inventory): Iterable<Item> {
  for (const it of standing(inventory)) {
    const to = clientItem(it.clientId);
    yield {
      kind: 'application',
      id: to,
      provider,
      where: it.where,
      type: 'service-account-client',
      name: it.name ?? it.clientId,
      clientId: it.clientId,
    };
    yield {
      kind: 'grant',
      id: `google:grant:delegation/${it.clientId}`,
      provider,
      where: it.where,
      type: 'delegated',
      to,
      principal: 'all-users',
      permissions: it.scopes,
      consent: 'admin',
      ...known({ created: it.authorized }),
    };
    yield relation(to, 'may-become', organisation, 'With domain-wide delegation it acts as any user.', it.where);
  }
}

/** Derives identities, applications, grants, credentials and relations; pure. */
export function* relateGoogle(inventory: Inventory): Iterable<Item> {
  const facts = gather(inventory);
  for (const user of inventory.of('google.user')) {
    yield identity(user, facts);
    if (user.superAdmin === true) {
      yield relation(
        user.id,
        'can-change',
        organisation,
        'A super administrator changes every setting and user.',
        user.where,
      );
    }
  }
  for (const it of inventory.of('google.app-password')) {
    const id = `google:credential:app-password/${it.user}/${it.codeId}`;
    const holder = facts.users.get(it.user) ?? userId(it.user);
    const use: LastUse | undefined =
      it.lastUsed !== undefined ? { at: it.lastUsed } : it.useKnown ? { never: true } : undefined;
    yield {
      kind: 'credential',
      id,
      provider,
      where: it.where,
      type: 'password',
      holder,
      name: it.name,
      expires: 'never',
      ...known({ created: it.created, lastUsed: use }),
    };
    yield relation(id, 'may-become', holder, 'An application password signs in without a second step.', it.where);
  }
  yield* grants(inventory, facts);
  yield* delegations(inventory);
}
