// SPDX-License-Identifier: Apache-2.0
// Policies with their rules, authorization servers, and what holds for the whole organisation.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, flag, idText, inner, number, objects, text, texts } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';

export function* readPolicy(policy: Fields, where: Provenance): Iterable<Item> {
  const id = idText(policy, 'id');
  const type = text(policy, 'type');
  if (id === undefined || type === undefined) return;
  const password = inner(policy, 'settings', 'password');
  yield {
    kind: 'okta.policy',
    id: `okta:policy:${id}`,
    provider: 'okta',
    where,
    policyId: id,
    type,
    name: text(policy, 'name') ?? id,
    ...known({
      status: text(policy, 'status'),
      minLength: number(password, 'complexity', 'minLength'),
      maxAttempts: number(password, 'lockout', 'maxAttempts'),
      commonChecked: flag(password, 'complexity', 'dictionary', 'common', 'exclude'),
      history: number(password, 'age', 'historyCount'),
    }),
  };
  if (type !== 'USER_LIFECYCLE') return;
  yield {
    kind: 'okta.automation',
    id: `okta:automation:policy/${id}`,
    provider: 'okta',
    where,
    policyId: id,
    name: text(policy, 'name') ?? id,
    ...known({ status: text(policy, 'status') }),
  };
}

/** Whether each of the constraints, of which one must be met, asks for a factor that cannot be phished. */
function phishingResistant(method: Fields): boolean | undefined {
  if (!Array.isArray(at(method, 'constraints'))) return undefined;
  const constraints = objects(method, 'constraints');
  return (
    constraints.length > 0 && constraints.every((it) => text(it, 'possession', 'phishingResistant') === 'REQUIRED')
  );
}

/** @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/ */
export function* readPolicyRule(rule: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const id = idText(rule, 'id');
  if (id === undefined) return;
  const link = /\/policies\/([\w-]{1,64})\/rules\//.exec(text(rule, '_links', 'self', 'href') ?? '')?.[1];
  const signOn = inner(rule, 'actions', 'signon');
  const appSignOn = inner(rule, 'actions', 'appSignOn');
  const method = inner(appSignOn, 'verificationMethod');
  yield {
    kind: 'okta.policy-rule',
    id: `okta:policy-rule:${id}`,
    provider: 'okta',
    where,
    ruleId: id,
    name: text(rule, 'name') ?? id,
    type: text(rule, 'type') ?? 'UNKNOWN',
    ...known({
      policyId: of ?? link,
      status: text(rule, 'status'),
      access: text(signOn, 'access') ?? text(appSignOn, 'access'),
      requireFactor: flag(signOn, 'requireFactor'),
      idleMinutes: number(signOn, 'session', 'maxSessionIdleMinutes'),
      lifetimeMinutes: number(signOn, 'session', 'maxSessionLifetimeMinutes'),
      persistent: flag(signOn, 'session', 'usePersistentCookie'),
      factorMode: text(method, 'factorMode'),
      phishingResistant: phishingResistant(method),
    }),
  };
  yield* readAutomation(rule, id, of ?? link, where);
}

/** Automations are rules with a condition on inactivity; the action's names differ by version of the API. */
function* readAutomation(rule: Fields, id: string, policyId: string | undefined, where: Provenance): Iterable<Item> {
  const inactivity = inner(rule, 'conditions', 'people', 'users', 'inactivity');
  const unit = text(inactivity, 'unit')?.toUpperCase();
  const days = unit === 'DAY' || unit === 'DAYS' ? number(inactivity, 'number') : undefined;
  if (days === undefined) return;
  const actions = [inner(rule, 'actions', 'userLifecycle'), inner(rule, 'actions', 'user_lifecycle')];
  yield {
    kind: 'okta.automation',
    id: `okta:automation:${id}`,
    provider: 'okta',
    where,
    name: text(rule, 'name') ?? id,
    days,
    ...known({
      policyId,
      status: text(rule, 'status'),
      action: actions.map((it) => text(it, 'action') ?? text(it, 'status')).find((it) => it !== undefined),
    }),
  };
}

export function* readAuthenticator(it: Fields, where: Provenance): Iterable<Item> {
  const key = text(it, 'key');
  const id = idText(it, 'id');
  if (key === undefined || id === undefined) return;
  yield {
    kind: 'okta.authenticator',
    id: `okta:authenticator:${id}`,
    provider: 'okta',
    where,
    key,
    name: text(it, 'name') ?? key,
    ...known({ status: text(it, 'status'), allowedFor: text(it, 'settings', 'allowedFor') }),
  };
}

export function* readAuthorizationServer(server: Fields, where: Provenance): Iterable<Item> {
  const id = idText(server, 'id');
  if (id === undefined) return;
  yield {
    kind: 'okta.authorization-server',
    id: `okta:authorization-server:${id}`,
    provider: 'okta',
    where,
    serverId: id,
    name: text(server, 'name') ?? id,
    ...known({ status: text(server, 'status'), audiences: texts(server, 'audiences') }),
  };
}

/** The server that a link leads through. */
function serverOf(object: Fields): string | undefined {
  return /\/authorizationServers\/([\w-]{1,64})\//.exec(text(object, '_links', 'self', 'href') ?? '')?.[1];
}

export function* readAuthorizationPolicy(it: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const id = idText(it, 'id');
  if (id === undefined) return;
  yield {
    kind: 'okta.authorization-policy',
    id: `okta:authorization-policy:${id}`,
    provider: 'okta',
    where,
    policyId: id,
    name: text(it, 'name') ?? id,
    ...known({
      serverId: of ?? serverOf(it),
      status: text(it, 'status'),
      clients: texts(it, 'conditions', 'clients', 'include'),
    }),
  };
}

/** Rules of an authorization server: `/api/v1/authorizationServers/ID/policies/ID/rules`. */
export function* readTokenRule(rule: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const id = idText(rule, 'id');
  if (id === undefined) return;
  const token = inner(rule, 'actions', 'token');
  const link = /\/policies\/([\w-]{1,64})\/rules\//.exec(text(rule, '_links', 'self', 'href') ?? '')?.[1];
  yield {
    kind: 'okta.token-rule',
    id: `okta:token-rule:${id}`,
    provider: 'okta',
    where,
    ruleId: id,
    name: text(rule, 'name') ?? id,
    ...known({
      policyId: of ?? link,
      serverId: serverOf(rule),
      status: text(rule, 'status'),
      accessMinutes: number(token, 'accessTokenLifetimeMinutes'),
      refreshMinutes: number(token, 'refreshTokenLifetimeMinutes'),
      refreshIdleMinutes: number(token, 'refreshTokenWindowMinutes'),
      grantTypes: texts(rule, 'conditions', 'grantTypes', 'include'),
      scopes: texts(rule, 'conditions', 'scopes', 'include'),
    }),
  };
}

export function* readTrustedOrigin(it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  const origin = text(it, 'origin');
  if (id === undefined || origin === undefined) return;
  yield {
    kind: 'okta.trusted-origin',
    id: `okta:trusted-origin:${id}`,
    provider: 'okta',
    where,
    originId: id,
    name: text(it, 'name') ?? origin,
    origin,
    ...known({ status: text(it, 'status') }),
    uses: objects(it, 'scopes').flatMap((scope) => text(scope, 'type') ?? []),
  };
}

/** A place or an operator that a zone is limited to: an address must meet that and the kind of proxy. */
function narrowed(zone: Fields): boolean {
  return ['locations', 'asns'].some((member) => {
    const value = at(zone, member);
    const list = Array.isArray(value) ? value : at(zone, member, 'include');
    return Array.isArray(list) && list.length > 0;
  });
}

/** A dynamic zone names a kind of proxy, an enhanced one categories of services; Tor alone leaves the other proxies. */
function holdsProxies(zone: Fields): boolean {
  const categories = texts(zone, 'ipServiceCategories', 'include') ?? [];
  return (
    !narrowed(zone) &&
    (categories.some((it) => it === 'ALL_ANONYMIZERS' || it === 'ALL_IP_SERVICES') ||
      text(zone, 'proxyType')?.toLowerCase() === 'any')
  );
}

export function* readNetworkZone(zone: Fields, where: Provenance): Iterable<Item> {
  const id = idText(zone, 'id');
  if (id === undefined) return;
  yield {
    kind: 'okta.network-zone',
    id: `okta:network-zone:${id}`,
    provider: 'okta',
    where,
    zoneId: id,
    name: text(zone, 'name') ?? id,
    proxies: holdsProxies(zone),
    ...known({ status: text(zone, 'status'), usage: text(zone, 'usage') }),
  };
}

/** `/api/v1/threats/configuration`. */
export function* readThreatInsight(it: Fields, where: Provenance): Iterable<Item> {
  const action = text(it, 'action');
  if (action === undefined) return;
  yield {
    kind: 'okta.threat-insight',
    id: 'okta:threat-insight',
    provider: 'okta',
    where,
    action,
    ...known({ excluded: texts(it, 'excludeZones') }),
  };
}

/** `/api/v1/first-party-app-settings/admin-console`. */
export function* readAdminConsole(it: Fields, where: Provenance): Iterable<Item> {
  yield {
    kind: 'okta.admin-console',
    id: 'okta:admin-console',
    provider: 'okta',
    where,
    ...known({
      idleMinutes: number(it, 'sessionIdleTimeoutMinutes'),
      lifetimeMinutes: number(it, 'sessionMaxLifetimeMinutes'),
    }),
  };
}

export function* readLogStream(it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  if (id === undefined) return;
  yield {
    kind: 'okta.log-stream',
    id: `okta:log-stream:${id}`,
    provider: 'okta',
    where,
    name: text(it, 'name') ?? id,
    ...known({ status: text(it, 'status') }),
  };
}
