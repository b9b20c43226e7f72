// SPDX-License-Identifier: Apache-2.0
// The Directory API: users, what they granted, their application passwords, roles and organisational units. Rows of `gam`
// have the same names, so that they are read by the same functions.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, epoch, flag, idText, inner, number, objects, text, texts, time } from '../answers/values.ts';
import { type Fields, known } from '../values.ts';

export const userId = (id: string): string => `google:user:${id.toLowerCase()}`;
export const clientItem = (clientId: string): string => `google:client:${clientId.toLowerCase()}`;

/** `gam` writes `Never`, the API 1970. */
function login(user: Fields): { readonly loginKnown: boolean; readonly lastLogin?: string } {
  const last = time(user, 'lastLoginTime');
  return last === undefined
    ? { loginKnown: at(user, 'lastLoginTime') !== undefined }
    : { loginKnown: true, lastLogin: last };
}

/** @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/users */
export function* readUser(user: Fields, where: Provenance): Iterable<Item> {
  const email = text(user, 'primaryEmail')?.toLowerCase();
  if (email === undefined) return;
  yield {
    kind: 'google.user',
    id: userId(email),
    provider: 'google',
    where,
    userId: idText(user, 'id') ?? email,
    email,
    ...login(user),
    ...known({
      suspended: flag(user, 'suspended'),
      superAdmin: flag(user, 'isAdmin'),
      delegatedAdmin: flag(user, 'isDelegatedAdmin'),
      enrolled: flag(user, 'isEnrolledIn2Sv'),
      enforced: flag(user, 'isEnforcedIn2Sv'),
      orgUnit: text(user, 'orgUnitPath'),
      created: time(user, 'creationTime'),
      employeeId: objects(user, 'externalIds')
        .filter((it) => text(it, 'type') === 'organization')
        .flatMap((it) => text(it, 'value') ?? [])[0],
    }),
  };
}

/** `users/KEY/tokens`. In rows of `gam` the scopes are one text. */
export function* readToken(token: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const clientId = text(token, 'clientId');
  const user = text(token, 'userKey') ?? text(token, 'user') ?? of;
  if (clientId === undefined || user === undefined) return;
  const scopes = texts(token, 'scopes') ?? text(token, 'scopes')?.split(/[\s,;|]+/) ?? [];
  yield {
    kind: 'google.token',
    id: `google:token:${user.toLowerCase()}/${clientId}`,
    provider: 'google',
    where,
    user: user.toLowerCase(),
    clientId,
    name: text(token, 'displayText') ?? clientId,
    scopes: scopes.filter((it) => it !== ''),
    ...known({ anonymous: flag(token, 'anonymous'), native: flag(token, 'nativeApp') }),
  };
}

/** A number of milliseconds since 1970, or the time as `gam` writes it. */
function moment(object: Fields, key: string): string | undefined {
  return epoch(object, key) ?? time(object, key);
}

/** `users/KEY/asps`: names and dates, the API never gives the password. */
export function* readAppPassword(it: Fields, where: Provenance, of: string | undefined): Iterable<Item> {
  const codeId = idText(it, 'codeId');
  const user = text(it, 'userKey') ?? text(it, 'user') ?? text(it, 'User') ?? of;
  if (codeId === undefined || user === undefined) return;
  yield {
    kind: 'google.app-password',
    id: `google:app-password:${user.toLowerCase()}/${codeId}`,
    provider: 'google',
    where,
    user: user.toLowerCase(),
    codeId,
    name: text(it, 'name') ?? codeId,
    useKnown: at(it, 'lastTimeUsed') !== undefined,
    ...known({ created: moment(it, 'creationTime'), lastUsed: moment(it, 'lastTimeUsed') }),
  };
}

export function* readRole(role: Fields, where: Provenance): Iterable<Item> {
  const roleId = idText(role, 'roleId');
  const name = text(role, 'roleName');
  if (roleId === undefined || name === undefined) return;
  const privileges = Array.isArray(at(role, 'rolePrivileges'))
    ? objects(role, 'rolePrivileges').flatMap((it) => text(it, 'privilegeName') ?? [])
    : undefined;
  yield {
    kind: 'google.role',
    id: `google:role:${roleId}`,
    provider: 'google',
    where,
    roleId,
    name,
    ...known({ system: flag(role, 'isSystemRole'), superAdmin: flag(role, 'isSuperAdminRole'), privileges }),
  };
}

export function* readRoleAssignment(it: Fields, where: Provenance): Iterable<Item> {
  const roleId = idText(it, 'roleId');
  const assignee = idText(it, 'assignedTo');
  if (roleId === undefined || assignee === undefined) return;
  yield {
    kind: 'google.role-assignment',
    id: `google:role-assignment:${roleId}/${assignee}/${idText(it, 'orgUnitId') ?? ''}`,
    provider: 'google',
    where,
    roleId,
    assignee,
    ...known({ assigneeType: text(it, 'assigneeType')?.toLowerCase(), scope: text(it, 'scopeType') }),
  };
}

/** The Directory API writes `id:03ph...`, the Policy API `orgUnits/03ph...`: both are kept without it. */
export function unitKey(id: string): string {
  return id.replace(/^(?:id:|orgUnits\/)/, '');
}

export function* readOrgUnit(unit: Fields, where: Provenance): Iterable<Item> {
  const id = text(unit, 'orgUnitId');
  const path = text(unit, 'orgUnitPath');
  if (id === undefined || path === undefined) return;
  const parent = text(unit, 'parentOrgUnitId');
  yield {
    kind: 'google.org-unit',
    id: `google:org-unit:${unitKey(id)}`,
    provider: 'google',
    where,
    unitId: unitKey(id),
    path,
    ...known({ parentId: parent === undefined ? undefined : unitKey(parent) }),
  };
  // The unit at the top has no record of its own: only its children name it.
  if (parent !== undefined && text(unit, 'parentOrgUnitPath') === '/') {
    yield {
      kind: 'google.org-unit',
      id: `google:org-unit:${unitKey(parent)}`,
      provider: 'google',
      where,
      unitId: unitKey(parent),
      path: '/',
    };
  }
}

/** Settings whose values are kept, and no others: a tenant has hundreds. */
const kept =
  /^(?:security\.|api_controls\.|workspace_marketplace\.|chat\.chat_apps_access$|takeout\.|rule\.system_defined_alerts$|[a-z_]{1,40}\.user_takeout$)/;

/** @see https://cloud.google.com/identity/docs/concepts/supported-policy-api-settings */
export function* readPolicy(policy: Fields, where: Provenance): Iterable<Item> {
  const setting = text(policy, 'setting', 'type')?.replace(/^settings\//, '');
  if (setting === undefined || !kept.test(setting)) return;
  const raw = policy.setting;
  const value = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : undefined;
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const scalars = fields.flatMap(([key, it]) =>
    typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean'
      ? [[key, typeof it === 'string' ? it.slice(0, 500) : it] as const]
      : [],
  );
  const unit = text(policy, 'policyQuery', 'orgUnit');
  const group = text(policy, 'policyQuery', 'group');
  const action = inner(policy, 'setting', 'value', 'action', 'alertCenterAction');
  const recipients = setting === 'rule.system_defined_alerts' ? objects(action, 'recipients') : undefined;
  const services = objects(policy, 'setting', 'value', 'services').flatMap((it) => {
    const name = text(it, 'scopesGroup');
    const enabled = flag(it, 'isEnabled');
    return name === undefined || enabled === undefined ? [] : [{ name, enabled }];
  });
  yield {
    kind: 'google.policy',
    id: `google:policy:${text(policy, 'name') ?? `${setting}/${unit ?? ''}/${group ?? ''}`}`,
    provider: 'google',
    where,
    setting,
    system: text(policy, 'type') === 'SYSTEM',
    order: number(policy, 'policyQuery', 'sortOrder') ?? 0,
    // Who is told of an alert: how many is enough.
    value: Object.fromEntries([
      ...scalars,
      ...(recipients === undefined ? [] : [['recipients', recipients.length] as const]),
    ]),
    ...known({
      orgUnit: unit === undefined ? undefined : unitKey(unit),
      group: group === undefined ? undefined : group.replace(/^groups\//, ''),
      services: setting === 'api_controls.google_services' ? services : undefined,
    }),
  };
}
