// SPDX-License-Identifier: Apache-2.0
// Objects of the directory to items.
import type { AccountFlag, ActiveDirectoryAccount } from '../../model/inventory/active-directory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { LastUse } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { DirectoryObject } from './directory-object.ts';
import { type Memberships, memberships } from './memberships.ts';
import { hasPasswordPolicy, passwordPolicy } from './password-policies.ts';
import { directoryTime, fileTime, firstName, some } from './windows-values.ts';

const bits: readonly (readonly [number, AccountFlag])[] = [
  [0x2, 'disabled'],
  [0x10, 'locked-out'],
  [0x20, 'password-not-required'],
  [0x80, 'reversible-password'],
  [0x2000, 'domain-controller'],
  [0x10000, 'password-never-expires'],
  [0x40000, 'smartcard-required'],
  [0x80000, 'unconstrained-delegation'],
  [0x100000, 'not-delegated'],
  [0x200000, 'des-only'],
  [0x400000, 'no-preauthentication'],
  [0x1000000, 'protocol-transition'],
  [0x4000000, 'read-only-domain-controller'],
];

/** Names that people give to accounts of services. */
const serviceName = /^(?:svc|srv|sa|service|sql|app|task)[-_.]|[-_.](?:svc|service|sa)$/i;

type Kind = ActiveDirectoryAccount['type'] | 'group' | 'domain' | 'directory-service' | 'pso' | undefined;

/** What an object is, by its classes; CSV exports of PowerShell have one class only. */
export function kindOf({ values }: DirectoryObject): Kind {
  const classes = new Set(values.get('objectclass')?.map((it) => it.toLowerCase()));
  if (classes.has('msds-groupmanagedserviceaccount') || classes.has('msds-managedserviceaccount'))
    return 'managed-service-account';
  if (classes.has('computer')) return 'computer';
  if (classes.has('user') || classes.has('inetorgperson')) return 'user';
  if (classes.has('group')) return 'group';
  if (classes.has('domaindns')) return 'domain';
  if (classes.has('msds-passwordsettings')) return 'pso';
  return classes.has('ntdsservice') ? 'directory-service' : undefined;
}

/** Whether nothing but the flags of PowerShell (`Enabled`, ...) says what userAccountControl would. */
const asFlags: readonly (readonly [string, AccountFlag])[] = [
  ['passwordneverexpires', 'password-never-expires'],
  ['doesnotrequirepreauth', 'no-preauthentication'],
  ['trustedfordelegation', 'unconstrained-delegation'],
  ['trustedtoauthfordelegation', 'protocol-transition'],
  ['accountnotdelegated', 'not-delegated'],
  ['passwordnotrequired', 'password-not-required'],
  ['allowreversiblepasswordencryption', 'reversible-password'],
];

function flagsOf(one: (name: string) => string | undefined): readonly AccountFlag[] | undefined {
  const control = one('useraccountcontrol');
  if (control !== undefined && /^-?\d{1,10}$/.test(control)) {
    const value = Number(control) >>> 0;
    return bits.filter(([bit]) => (value & bit) !== 0).map(([, flag]) => flag);
  }
  const enabled = one('enabled');
  if (enabled === undefined) return undefined;
  const given = asFlags.filter(([name]) => one(name)?.toLowerCase() === 'true').map(([, flag]) => flag);
  return enabled.toLowerCase() === 'false' ? ['disabled', ...given] : given;
}

/** An SID is the same for ever; a DN moves with the object. */
function idOf(object: DirectoryObject, kind: string): string {
  const sid = object.values.get('objectsid')?.[0] ?? object.values.get('sid')?.[0];
  return `active-directory:${kind}:${sid || object.dn.toLowerCase()}`;
}

/** All items of one export. Groups are needed before accounts are judged, so all objects are there. */
export function* directoryItems(
  objects: readonly DirectoryObject[],
  attributes: ReadonlyMap<string, ReadonlySet<string>>,
  place: (object: DirectoryObject) => Provenance,
): Generator<Item> {
  const groups = memberships(objects, attributes);
  for (const object of objects) {
    const kind = kindOf(object);
    const where = place(object);
    const one = (name: string): string | undefined => object.values.get(name)?.[0] || undefined;
    if (kind === 'group') {
      const name = one('samaccountname') ?? firstName(object.dn);
      yield { kind: 'identity', id: idOf(object, 'group'), provider: 'active-directory', where, type: 'group', name };
    } else if (kind === 'domain' || kind === 'directory-service') {
      const quota = one('ms-ds-machineaccountquota');
      const heuristics = object.values.get('dsheuristics')?.[0];
      yield {
        kind: 'active-directory.domain',
        id: `active-directory:${kind}:${object.dn.toLowerCase()}`,
        provider: 'active-directory',
        where,
        name: object.dn,
        type: kind,
        ...(quota !== undefined && /^\d+$/.test(quota) ? { machineAccountQuota: Number(quota) } : {}),
        ...(heuristics === undefined ? {} : { heuristics }),
      };
      if (kind === 'domain' && hasPasswordPolicy(object)) yield passwordPolicy(object, 'domain', where);
    } else if (kind === 'pso') yield passwordPolicy(object, 'fine-grained', where);
    else if (kind !== undefined) yield* accountItems(object, kind, groups, attributes, where);
  }
}

function* accountItems(
  object: DirectoryObject,
  type: ActiveDirectoryAccount['type'],
  groups: Memberships,
  attributes: ReadonlyMap<string, ReadonlySet<string>>,
  where: Provenance,
): Generator<Item> {
  const { dn, values } = object;
  const one = (name: string): string | undefined => values.get(name)?.[0] || undefined;
  const exported = attributes.get(type === 'managed-service-account' ? 'user' : type);
  const name = one('samaccountname') ?? firstName(dn);
  const flags = flagsOf(one);
  const created = directoryTime(one('whencreated') ?? one('created'));
  const lastLogon = lastUse(one, exported, created);
  const spns = values.get('serviceprincipalname') ?? values.get('serviceprincipalnames');
  const service = type === 'user' && ((spns?.length ?? 0) > 0 || serviceName.test(name));
  const id = idOf(
    object,
    type === 'managed-service-account' ? 'service-account' : type === 'computer' ? 'computer' : 'user',
  );
  const privileged = groups.privileged(object);
  const passwordChanged = timeOrNone(fileTime(one('pwdlastset'))) ?? directoryTime(one('passwordlastset'));
  const expires = one('accountexpires') === undefined ? undefined : fileTime(values.get('accountexpires')?.[0]);
  const laps =
    type === 'computer' &&
    (exported?.has('mslaps-passwordexpirationtime') || exported?.has('ms-mcs-admpwdexpirationtime'))
      ? (one('mslaps-passwordexpirationtime') ?? one('ms-mcs-admpwdexpirationtime')) !== undefined
      : undefined;
  const sid = one('objectsid') ?? one('sid');
  const encryption = one('msds-supportedencryptiontypes');
  const adminCount = one('admincount');
  yield {
    kind: 'active-directory.account',
    id,
    provider: 'active-directory',
    where,
    type,
    name,
    dn,
    service,
    ...some({
      sid,
      flags,
      privileged,
      protectedUser: groups.protectedUser(object),
      adminCount: exported?.has('admincount') ? adminCount === '1' : undefined,
      spns: exported?.has('serviceprincipalname') || exported?.has('serviceprincipalnames') ? (spns ?? []) : undefined,
      delegatesTo: values.get('msds-allowedtodelegateto'),
      encryption: encryption !== undefined && /^\d+$/.test(encryption) ? Number(encryption) : undefined,
      created,
      passwordChanged,
      lastLogon,
      expires,
      managedLocalPassword: laps,
      passwordPolicy: one('msds-resultantpso'),
      operatingSystem: one('operatingsystem'),
    }),
  };
  const upn = one('userprincipalname');
  const manager = one('manager') ?? one('managedby');
  yield {
    kind: 'identity',
    id,
    provider: 'active-directory',
    where,
    type: type === 'computer' ? 'machine' : service || type === 'managed-service-account' ? 'service-account' : 'user',
    name,
    ...some({
      email: one('mail'),
      enabled: flags === undefined ? undefined : !flags.includes('disabled'),
      created,
      lastUsed: lastLogon,
      passwordChanged,
      roles: privileged === undefined ? undefined : privileged,
      employeeId: one('employeeid') ?? one('employeenumber'),
      manager: manager === undefined ? undefined : firstName(manager),
      owners: service && manager !== undefined ? [`active-directory:dn:${manager.toLowerCase()}`] : undefined,
      labels: { sam: name, dn, ...(upn === undefined ? {} : { upn }) },
    }),
  };
  if (privileged !== undefined && privileged.length > 0) {
    yield {
      kind: 'grant',
      id: `active-directory:grant:${id}`,
      provider: 'active-directory',
      where,
      type: 'role',
      to: id,
      resource: 'Active Directory',
      permissions: privileged,
    };
  }
  for (const group of groups.direct(object)) {
    yield {
      kind: 'relation',
      id: `active-directory:member:${id}:${group.id}`,
      provider: 'active-directory',
      where,
      from: id,
      to: group.id,
      relation: 'member-of',
      why: `${name} is a member of ${group.name}.`,
    };
  }
}

/** lastLogonTimestamp is replicated, and up to 14 days old; no value in an export that holds it means never. */
function lastUse(
  one: (name: string) => string | undefined,
  exported: ReadonlySet<string> | undefined,
  created: string | undefined,
): LastUse | undefined {
  const at = fileTime(one('lastlogontimestamp')) ?? directoryTime(one('lastlogondate')) ?? fileTime(one('lastlogon'));
  if (at !== undefined && at !== 'never') return { at };
  if (!exported?.has('lastlogontimestamp') && !exported?.has('lastlogondate')) return undefined;
  return { never: true, ...(created === undefined ? {} : { since: created }) };
}

function timeOrNone(value: string | undefined): string | undefined {
  return value === 'never' ? undefined : value;
}
