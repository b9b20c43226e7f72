// SPDX-License-Identifier: Apache-2.0
// Objects of Google Cloud, as `gcloud ... --format=json` and Cloud Asset Inventory give them, to items.
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { LastUse } from '../../model/inventory/nouns.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, fields, known, list, moment, text, textMap, texts } from '../values.ts';

/** The id of whoever a member of a binding names, as other items have it. */
export function memberId(member: string): string {
  const [type = '', name = ''] = member.split(/:(.*)/s);
  return type === 'serviceAccount' ? `gcp:service-account:${name}` : `gcp:member:${member}`;
}

const levels: readonly (readonly [RegExp, GcpBinding['level']])[] = [
  [/^\/\/cloudresourcemanager\.googleapis\.com\/organizations\/|^organizations\/[^/]+$/, 'organization'],
  [/^\/\/cloudresourcemanager\.googleapis\.com\/folders\/|^folders\/[^/]+$/, 'folder'],
  [/^\/\/cloudresourcemanager\.googleapis\.com\/projects\/|^projects\/[^/]+$/, 'project'],
  [/serviceAccounts\//, 'service-account'],
];

/** The bindings of a policy on a resource. @param path where the policy stands */
export function* bindingItems(
  policy: Fields,
  resource: string,
  where: (path: DocumentPath) => Provenance,
  path: DocumentPath,
): Iterable<Item> {
  const level = levels.find(([pattern]) => pattern.test(resource))?.[1] ?? 'other';
  for (const [number, value] of list(at(policy, 'bindings')).entries()) {
    const binding = fields(value);
    const role = text(at(binding, 'role'));
    if (role === undefined) continue;
    const condition = text(at(below(binding, 'condition'), 'expression'));
    for (const member of texts(at(binding, 'members'))) {
      yield {
        kind: 'gcp.binding',
        id: `gcp:binding:${resource} ${role} ${member} ${condition ?? ''}`.trim(),
        provider: 'gcp',
        where: where([...path, 'bindings', number]),
        resource,
        level,
        role,
        member,
        ...(condition === undefined ? {} : { condition }),
      };
    }
  }
}

function lastUseOf(it: Fields): LastUse | undefined {
  const last = moment(at(it, 'lastAuthenticatedTime'));
  return last === undefined ? undefined : { at: last };
}

interface ObjectType {
  /** Members that tell the object; all must be there. */
  readonly members: readonly string[];
  /** A part of the name of the object, where members are shared with others. */
  readonly name?: RegExp;
  /** What a list of such objects tells, also where each of them is left out. */
  readonly tells: readonly ItemKind[];
  read(it: Fields, where: (path: DocumentPath) => Provenance): Iterable<Item>;
}

/** `cloudresourcemanager.googleapis.com%2Fprojects%2Fshop`, as the names of deny policies hold it. */
function attachmentOf(name: string): string | undefined {
  const point = /^policies\/([^/]+)\/denypolicies\//.exec(name)?.[1]?.replace(/%2F/gi, '/');
  return point === undefined ? undefined : /^cloudresourcemanager\.googleapis\.com\/(.+)$/.exec(point)?.[1];
}

/** The types, most telling first. */
export const objectTypes: readonly ObjectType[] = [
  {
    members: ['name', 'includedPermissions'],
    name: /(?:^|\/)roles\//,
    tells: ['gcp.role'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      yield {
        kind: 'gcp.role',
        id: `gcp:role:${name}`,
        provider: 'gcp',
        where: where([]),
        name,
        permissions: texts(at(it, 'includedPermissions')),
        deleted: at(it, 'deleted') === true,
      };
    },
  },
  {
    members: ['name', 'rules'],
    name: /\/denypolicies\//,
    tells: ['gcp.deny-policy'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      const attachedTo = attachmentOf(name);
      if (attachedTo === undefined) return;
      yield {
        kind: 'gcp.deny-policy',
        id: `gcp:deny-policy:${name}`,
        provider: 'gcp',
        where: where([]),
        attachedTo,
        rules: list(at(it, 'rules')).flatMap((value) => {
          const rule = below(fields(value), 'denyRule');
          return [
            {
              principals: texts(at(rule, 'deniedPrincipals')),
              exceptPrincipals: texts(at(rule, 'exceptionPrincipals')),
              permissions: texts(at(rule, 'deniedPermissions')),
              exceptPermissions: texts(at(rule, 'exceptionPermissions')),
              ...known({ condition: text(at(below(rule, 'denialCondition'), 'expression')) }),
            },
          ];
        }),
      };
    },
  },
  {
    members: ['projectId', 'parent'],
    tells: ['gcp.container'],
    *read(it, where) {
      // The first version of the API has the number and the parent's type apart, the third has names.
      const parent = fields(at(it, 'parent'));
      const type = text(at(parent, 'type'));
      const number = text(at(it, 'projectNumber'));
      const name = number === undefined ? text(at(it, 'name')) : `projects/${number}`;
      if (name === undefined || !/^projects\/\d+$/.test(name)) return;
      yield {
        kind: 'gcp.container',
        id: `gcp:container:${name}`,
        provider: 'gcp',
        where: where([]),
        name,
        ...known({
          projectId: text(at(it, 'projectId')),
          parent: type === undefined ? text(at(it, 'parent')) : `${type}s/${text(at(parent, 'id')) ?? ''}`,
        }),
      };
    },
  },
  {
    members: ['name', 'parent'],
    name: /^folders\/\d+$/,
    tells: ['gcp.container'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      yield {
        kind: 'gcp.container',
        id: `gcp:container:${name}`,
        provider: 'gcp',
        where: where([]),
        name,
        ...known({ parent: text(at(it, 'parent')) }),
      };
    },
  },
  {
    members: ['name', 'replication'],
    name: /\/secrets\//,
    tells: ['resource'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      yield {
        kind: 'resource',
        id: `gcp:secret:${name}`,
        provider: 'gcp',
        where: where([]),
        type: 'secret',
        name: name.slice(name.lastIndexOf('/') + 1),
        ...known({ created: moment(at(it, 'createTime')) }),
      };
    },
  },
  {
    members: ['keyAlgorithm', 'name'],
    tells: ['credential'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      const email = /serviceAccounts\/([^/]+)\/keys\//.exec(name)?.[1];
      // Google rotates its own keys; only those that users have can be stolen as a file.
      if (email === undefined || (text(at(it, 'keyType')) ?? 'USER_MANAGED') !== 'USER_MANAGED') return;
      const expires = moment(at(it, 'validBeforeTime'));
      yield {
        kind: 'credential',
        id: `gcp:service-account-key:${name}`,
        provider: 'gcp',
        where: where([]),
        type: 'service-account-key',
        holder: `gcp:service-account:${email}`,
        name: `key ${name.slice(name.lastIndexOf('/') + 1).slice(0, 12)} of ${email}`,
        enabled: at(it, 'disabled') !== true,
        ...known({
          created: moment(at(it, 'validAfterTime')),
          // Keys without an end carry the last day of the year 9999.
          expires: expires?.startsWith('9999') === true ? ('never' as const) : expires,
          lastUsed: lastUseOf(it),
        }),
      };
    },
  },
  {
    members: ['attributeMapping', 'name'],
    tells: ['gcp.workload-identity-provider'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      const oidc = fields(at(it, 'oidc'));
      yield {
        kind: 'gcp.workload-identity-provider',
        id: `gcp:workload-identity-provider:${name}`,
        provider: 'gcp',
        where: where([]),
        name,
        active: at(it, 'disabled') !== true && (text(at(it, 'state')) ?? 'ACTIVE') === 'ACTIVE',
        audiences: texts(at(oidc, 'allowedAudiences')),
        mapping: textMap(at(it, 'attributeMapping')),
        ...known({ issuer: text(at(oidc, 'issuerUri')), condition: text(at(it, 'attributeCondition')) }),
      };
    },
  },
  {
    members: ['email', 'uniqueId'],
    tells: ['identity', 'gcp.service-account'],
    *read(it, where) {
      const email = text(at(it, 'email')) ?? '';
      const id = `gcp:service-account:${email}`;
      const enabled = at(it, 'disabled') !== true;
      yield {
        kind: 'identity',
        id,
        provider: 'gcp',
        where: where([]),
        type: 'service-account',
        name: email,
        email,
        enabled,
        ...known({ lastUsed: lastUseOf(it) }),
      };
      yield {
        kind: 'gcp.service-account',
        id,
        provider: 'gcp',
        where: where([]),
        email,
        enabled,
        ...known({ project: text(at(it, 'projectId')) }),
      };
    },
  },
  {
    members: ['name', 'spec'],
    name: /\/policies\//,
    tells: ['gcp.organization-policy'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      const [resource = '', constraint = ''] = name.split('/policies/');
      const rules = list(at(below(it, 'spec'), 'rules')).map(fields);
      const enforce = rules.map((rule) => at(rule, 'enforce')).filter((one) => typeof one === 'boolean');
      yield {
        kind: 'gcp.organization-policy',
        id: `gcp:organization-policy:${name}`,
        provider: 'gcp',
        where: where([]),
        constraint: constraint.replace(/^constraints\//, '').replace(/^iam\.managed\./, 'iam.'),
        resource,
        ...(enforce.length === 0 ? {} : { enforced: enforce.every(Boolean) }),
      };
    },
  },
  {
    members: ['serviceAccounts', 'machineType'],
    tells: ['gcp.instance'],
    *read(it, where) {
      const account = fields(list(at(it, 'serviceAccounts'))[0]);
      const name = text(at(it, 'name')) ?? text(at(it, 'id')) ?? '';
      yield {
        kind: 'gcp.instance',
        id: `gcp:instance:${text(at(it, 'selfLink')) ?? name}`,
        provider: 'gcp',
        where: where([]),
        name,
        scopes: texts(at(account, 'scopes')),
        running: (text(at(it, 'status')) ?? 'RUNNING') === 'RUNNING',
        path: ['serviceAccounts', 0],
        ...known({ account: text(at(account, 'email')) }),
      };
    },
  },
  {
    members: ['name', 'uid'],
    name: /\/keys\//,
    tells: ['gcp.api-key'],
    *read(it, where) {
      const name = text(at(it, 'name')) ?? '';
      const restrictions = fields(at(it, 'restrictions'));
      yield {
        kind: 'gcp.api-key',
        id: `gcp:api-key:${name}`,
        provider: 'gcp',
        where: where([]),
        name: text(at(it, 'displayName')) ?? name,
        applicationRestricted: Object.keys(restrictions).some((key) => key.endsWith('Restrictions')),
        apiRestricted: list(at(restrictions, 'apiTargets')).length > 0,
        ...known({ created: moment(at(it, 'createTime')) }),
      };
    },
  },
];

/** The type of an object by its members. */
export function typeOf(it: Fields): ObjectType | undefined {
  return objectTypes.find(
    ({ members, name }) =>
      members.every((member) => Object.hasOwn(it, member)) &&
      (name === undefined || name.test(text(at(it, 'name')) ?? '')),
  );
}
