// SPDX-License-Identifier: Apache-2.0
// Users of SCIM 2.0 (RFC 7643, RFC 7644): list responses, and single users, one a line.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { type Fields, fields } from '../values.ts';

const list = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** SCIM names are the same in any case (RFC 7643, 2.1). */
function get(object: Fields, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const lower = name.toLowerCase();
  const key = Object.keys(object).find((it) => it.toLowerCase() === lower);
  return key === undefined ? undefined : object[key];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.slice(0, 1_024)
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

function time(value: unknown): string | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}

export const scimUsers: InventoryReader = {
  id: 'people.scim',
  title: 'Users by SCIM 2.0',
  how: '`GET /Users` of the HR system or directory that provisions accounts, saved as JSON',
  claims: (file) =>
    /\.jsonl?$/i.test(file.path) &&
    (file.head.includes(user) || (file.head.includes(list) && /"userName"/i.test(file.head))),
  async *read(file, context): AsyncGenerator<Item> {
    for await (const { value, line } of file.records()) {
      const object = fields(value);
      const resources = get(object, 'Resources');
      const users = Array.isArray(resources) ? resources : [object];
      if (Array.isArray(resources)) {
        const total = get(object, 'totalResults');
        const whole = typeof total !== 'number' || total <= resources.length;
        context.collected({
          kind: 'identity',
          provider: 'people',
          complete: whole,
          ...(whole
            ? {}
            : {
                note: `the list holds ${resources.length} of ${String(total)} users: ask for the next pages with startIndex`,
              }),
        });
      }
      for (const [index, it] of users.entries()) {
        const item = person(
          fields(it),
          context.where(Array.isArray(resources) ? { line, path: ['Resources', index] } : { line }),
        );
        if (item !== undefined) yield item;
      }
    }
  },
};

function person(object: Fields, where: Item['where']): Item | undefined {
  const id = text(get(object, 'id')) ?? text(get(object, 'userName'));
  const userName = text(get(object, 'userName'));
  if (id === undefined || userName === undefined) return undefined;
  const more = fields(get(object, enterprise));
  const name = fields(get(object, 'name'));
  const emails = get(object, 'emails');
  const addresses = (Array.isArray(emails) ? emails : []).map(fields);
  const email =
    text(get(addresses.find((it) => get(it, 'primary') === true) ?? addresses[0] ?? {}, 'value')) ??
    (userName.includes('@') ? userName : undefined);
  const active = get(object, 'active');
  const employeeId = text(get(more, 'employeeNumber'));
  const manager = fields(get(more, 'manager'));
  const department = text(get(more, 'department'));
  const created = time(get(fields(get(object, 'meta')), 'created'));
  const managed = text(get(manager, 'displayName')) ?? text(get(manager, 'value'));
  return {
    kind: 'identity',
    id: `people:person:${employeeId ?? id}`,
    provider: 'people',
    where,
    type: 'person',
    name: text(get(object, 'displayName')) ?? text(get(name, 'formatted')) ?? userName,
    ...(email === undefined ? {} : { email }),
    ...(employeeId === undefined ? {} : { employeeId }),
    ...(typeof active === 'boolean' ? { enabled: active } : {}),
    ...(managed === undefined ? {} : { manager: managed }),
    ...(created === undefined ? {} : { created }),
    labels: { userName, ...(department === undefined ? {} : { department }) },
  };
}
