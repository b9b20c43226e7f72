// SPDX-License-Identifier: Apache-2.0
import type { Item, ItemOf } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, flag, idText, number, text, texts } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';

type Feature = ItemOf<'auth0.attack-protection'>['feature'];

/** What each feature has and the others have not. */
function featureOf(it: Fields): Feature | undefined {
  if (at(it, 'max_attempts') !== undefined) return 'brute-force-protection';
  if (at(it, 'admin_notification_frequency') !== undefined) return 'breached-password-detection';
  return at(it, 'stage') !== undefined ? 'suspicious-ip-throttling' : undefined;
}

/** `/api/v2/attack-protection/FEATURE`. */
export function* readAttackProtection(it: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const enabled = flag(it, 'enabled');
  const feature = featureNamed(of) ?? featureOf(it);
  if (enabled === undefined || feature === undefined) return;
  yield {
    kind: 'auth0.attack-protection',
    id: `auth0:attack-protection:${feature}`,
    provider: 'auth0',
    where,
    feature,
    enabled,
    ...known({
      shields: texts(it, 'shields'),
      attempts: number(it, 'max_attempts'),
      allowed: texts(it, 'allowlist'),
    }),
  };
}

function featureNamed(name: string | undefined): Feature | undefined {
  const features: readonly Feature[] = [
    'brute-force-protection',
    'breached-password-detection',
    'suspicious-ip-throttling',
  ];
  return features.find((it) => it === name?.toLowerCase());
}

/** `/api/v2/tenants/settings`. */
export function* readTenant(tenant: Fields, where: Provenance): Iterable<Item> {
  const audience = at(tenant, 'default_audience');
  yield {
    kind: 'auth0.tenant',
    id: 'auth0:tenant',
    provider: 'auth0',
    where,
    name: text(tenant, 'friendly_name') ?? 'the tenant',
    ...known({
      defaultAudience: typeof audience === 'string' ? audience.slice(0, 500) : audience === null ? '' : undefined,
      sessionHours: number(tenant, 'session_lifetime'),
      idleHours: number(tenant, 'idle_session_lifetime'),
      cookie: text(tenant, 'session_cookie', 'mode'),
      dynamicRegistration: flag(tenant, 'flags', 'enable_dynamic_client_registration'),
    }),
  };
}

export function* readFactor(factor: Fields, where: Provenance): Iterable<Item> {
  const name = text(factor, 'name');
  const enabled = flag(factor, 'enabled');
  if (name === undefined || enabled === undefined) return;
  yield { kind: 'auth0.factor', id: `auth0:factor:${name}`, provider: 'auth0', where, name, enabled };
}

export function* readLogStream(it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  if (id === undefined) return;
  yield {
    kind: 'auth0.log-stream',
    id: `auth0:log-stream:${id}`,
    provider: 'auth0',
    where,
    name: text(it, 'name') ?? id,
    ...known({ status: text(it, 'status') }),
  };
}

function* readCode(type: 'action' | 'rule', it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  if (id === undefined) return;
  yield {
    kind: 'auth0.code',
    id: `auth0:code:${type}/${id}`,
    provider: 'auth0',
    where,
    type,
    name: text(it, 'name') ?? id,
    ...known({ enabled: flag(it, 'enabled') }),
  };
}

export function readAction(it: Fields, where: Provenance): Iterable<Item> {
  return readCode('action', it, where);
}

export function readRule(it: Fields, where: Provenance): Iterable<Item> {
  return readCode('rule', it, where);
}
