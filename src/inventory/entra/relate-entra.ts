// SPDX-License-Identifier: Apache-2.0
// From Entra's own objects to the common nouns, once all files are read: an identity is put together of the user, its
// registered methods, its roles and its sign-ins, which come in answers of their own.
import type { EntraApplication, EntraKey, EntraServicePrincipal } from '../../model/inventory/entra.ts';
import { entraId } from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { LastUse, MfaKind } from '../../model/inventory/nouns.ts';
import type { Relate } from '../reader.ts';
import { type EntraFacts, gatherEntra } from './entra-facts.ts';
import { known, sharedIds } from './graph-values.ts';
import { relateEntraPower } from './relate-entra-power.ts';

/** Nouns and relations of everything read from Microsoft Graph. */
export const relateEntra: Relate = function* (inventory) {
  if (!inventory.collections.some((it) => it.provider === 'entra')) return;
  const facts = gatherEntra(inventory);
  yield* identitiesOfUsers(inventory, facts);
  for (const app of inventory.of('entra.application')) yield* nounsOfApplication(app, facts);
  for (const principal of inventory.of('entra.service-principal')) yield* nounsOfServicePrincipal(principal, facts);
  yield* grantsOfRoles(inventory, facts);
  yield* relateEntraPower(inventory, facts);
};

const strengths: Readonly<Record<string, MfaKind>> = {
  fido2SecurityKey: 'phishing-resistant',
  fido2: 'phishing-resistant',
  passKeyDeviceBound: 'phishing-resistant',
  passKeyDeviceBoundAuthenticator: 'phishing-resistant',
  passKeyDeviceBoundWindowsHello: 'phishing-resistant',
  passKeySynced: 'phishing-resistant',
  windowsHelloForBusiness: 'phishing-resistant',
  macOsSecureEnclaveKey: 'phishing-resistant',
  certificate: 'phishing-resistant',
  x509CertificateMultiFactor: 'phishing-resistant',
  microsoftAuthenticatorPasswordless: 'passwordless',
  microsoftAuthenticatorPush: 'app',
  softwareOneTimePasscode: 'one-time-code',
  hardwareOneTimePasscode: 'one-time-code',
  mobilePhone: 'phone',
  alternateMobilePhone: 'phone',
  officePhone: 'phone',
  email: 'email',
};

/** Methods that are no second factor; the temporary pass is for registering one. */
const noFactors: ReadonlySet<string> = new Set(['password', 'appPassword', 'securityQuestion', 'temporaryAccessPass']);

function kindsOf(method: string): readonly MfaKind[] {
  if (noFactors.has(method)) return [];
  return [Object.hasOwn(strengths, method) ? (strengths[method] ?? 'unknown') : 'unknown'];
}

function* identitiesOfUsers(inventory: Inventory, facts: EntraFacts): Iterable<Item> {
  const users = inventory.of('entra.user');
  // In a listing that asked for sign-ins, a user without the member has none.
  const asked = users.some((it) => it.signInKnown);
  const lastUse = (at: string | undefined): LastUse | undefined =>
    at !== undefined ? { at } : asked ? { never: true } : undefined;
  for (const user of users) {
    const methods = facts.methods.get(user.objectId);
    const mfa = methods?.flatMap(kindsOf);
    const roles = facts.rolesOf.get(user.objectId);
    yield {
      kind: 'identity',
      id: entraId.user(user.objectId),
      provider: 'entra',
      where: user.where,
      type: user.type === 'guest' ? 'guest' : 'user',
      name: user.upn,
      ...known('email', user.mail),
      ...known('enabled', user.enabled),
      ...(user.type === undefined ? {} : { external: user.type === 'guest' }),
      ...known('created', user.created),
      ...known('lastUsed', lastUse(user.lastSignIn)),
      ...known('lastInteractive', lastUse(user.lastInteractive)),
      ...known('passwordChanged', user.passwordChanged),
      ...known('mfa', mfa === undefined ? undefined : [...new Set(mfa)]),
      ...known('employeeId', user.employeeId),
      ...known('leaves', user.leaves),
      ...(facts.rolesKnown ? { roles: roles?.standing ?? [], eligibleRoles: roles?.eligible ?? [] } : {}),
      ...(isBreakGlass(`${user.upn} ${user.name ?? ''}`) ? { breakGlass: true } : {}),
    };
  }
}

/** Accounts for emergencies are told by their names, since Graph has no mark for them. */
function isBreakGlass(name: string): boolean {
  return /break[-_. ]?glass|emergency[-_. ]?(?:access|admin|account)|notfall/i.test(name);
}

function* credentials(
  keys: readonly EntraKey[],
  holder: string,
  item: EntraApplication | EntraServicePrincipal,
  facts: EntraFacts,
): Iterable<Item> {
  for (const key of keys) {
    const used = facts.keyActivity.get(key.keyId);
    yield {
      kind: 'credential',
      id: `entra:credential:${holder.slice('entra:'.length)}/${key.keyId}`,
      provider: 'entra',
      where: { ...item.where, path: [...(item.where.path ?? []), ...key.path] },
      type: key.type,
      holder,
      ...known('name', key.name),
      ...known('created', key.start),
      ...known('expires', key.end),
      ...(used === undefined
        ? facts.keyActivityKnown
          ? { lastUsed: { never: true as const } }
          : {}
        : { lastUsed: { at: used } }),
      ...(key.issuer === undefined
        ? {}
        : {
            federation: {
              issuer: key.issuer,
              ...known('subject', key.subject ?? key.expression),
              ...known('audiences', key.audiences),
            },
          }),
    };
  }
}

function* nounsOfApplication(app: EntraApplication, facts: EntraFacts): Iterable<Item> {
  const id = entraId.app(app.objectId);
  const owners = facts.ownersOf(app.objectId, app.owners)?.map(facts.idOf);
  yield {
    kind: 'application',
    id,
    provider: 'entra',
    where: app.where,
    type: 'app-registration',
    name: app.name,
    clientId: app.appId,
    origin: 'own',
    publisher: {
      ...known('domain', app.publisherDomain),
      ...known('name', app.verifiedPublisher),
      verified: app.verifiedPublisher !== undefined,
    },
    ...known('audience', audienceOf(app.audience)),
    ...known('redirectUris', app.redirectUris),
    ...known('homepage', app.homepage),
    ...known('owners', owners),
    ...known('created', app.created),
    ...known('lastUsed', facts.lastUse(app.appId)),
    ...known(
      'requested',
      app.requested?.map((it) => facts.permissionName(it.slice(0, it.indexOf('/')), it.slice(it.indexOf('/') + 1))),
    ),
  };
  yield* credentials(facts.keysOf(app.objectId, app.keys), id, app, facts);
}

function audienceOf(audience: string | undefined): 'single-tenant' | 'multi-tenant' | 'personal' | undefined {
  if (audience === undefined) return undefined;
  if (audience === 'AzureADMyOrg') return 'single-tenant';
  return audience === 'PersonalMicrosoftAccount' ? 'personal' : 'multi-tenant';
}

function* nounsOfServicePrincipal(principal: EntraServicePrincipal, facts: EntraFacts): Iterable<Item> {
  const id = entraId.servicePrincipal(principal.objectId);
  const origin = facts.originOf(principal);
  const roles = facts.rolesOf.get(principal.objectId);
  const registration = facts.registrations.get(principal.appId);
  const own = facts.ownersOf(principal.objectId, principal.owners);
  const home = registration === undefined ? undefined : facts.ownersOf(registration.objectId, registration.owners);
  const owners = own === undefined && home === undefined ? undefined : [...new Set([...(own ?? []), ...(home ?? [])])];
  const used = facts.lastUse(principal.appId);
  const managed = principal.type === 'ManagedIdentity';
  // Microsoft's own principals are in every tenant by the hundred: they are accounts of ours only where they hold a role.
  if (origin !== 'first-party' || roles !== undefined) {
    yield {
      kind: 'identity',
      id,
      provider: 'entra',
      where: principal.where,
      type: managed ? 'managed-identity' : 'service-principal',
      name: principal.name,
      ...known('enabled', principal.enabled),
      ...(origin === undefined ? {} : { external: origin !== 'own' }),
      ...known('created', principal.created),
      ...known('lastUsed', used),
      ...(managed ? {} : known('owners', owners?.map(facts.idOf))),
      ...(facts.rolesKnown ? { roles: roles?.standing ?? [], eligibleRoles: roles?.eligible ?? [] } : {}),
    };
  }
  if (!managed) {
    yield {
      kind: 'application',
      id,
      provider: 'entra',
      where: principal.where,
      type: 'service-principal',
      name: principal.name,
      clientId: principal.appId,
      ...known('origin', origin),
      publisher: {
        ...known('name', principal.verifiedPublisher ?? principal.publisher),
        verified: principal.verifiedPublisher !== undefined || origin === 'first-party',
      },
      ...known('redirectUris', principal.redirectUris),
      ...known('homepage', principal.homepage),
      ...known('owners', owners?.map(facts.idOf)),
      ...known('created', principal.created),
      ...known('enabled', principal.enabled),
      ...known('lastUsed', used),
      ...known('assignmentRequired', principal.assignmentRequired),
    };
  }
  // Azure itself rotates the certificate of a managed identity.
  if (!managed) yield* credentials(facts.keysOf(principal.objectId, principal.keys), id, principal, facts);
}

function* grantsOfRoles(inventory: Inventory, facts: EntraFacts): Iterable<Item> {
  const servicePrincipalId = sharedIds(entraId.servicePrincipal);
  const lists = new Map<string, readonly string[]>();
  const listOf = (name: string): readonly string[] => {
    const list = lists.get(name) ?? [name];
    lists.set(name, list);
    return list;
  };
  for (const it of inventory.of('entra.app-role-assignment')) {
    const api = facts.principals.get(it.resourceId)?.appId;
    const used = facts.lastUse(facts.principals.get(it.principalId)?.appId);
    yield {
      kind: 'grant',
      id: `entra:grant:${it.id.slice('entra:'.length)}`,
      provider: 'entra',
      where: it.where,
      type: 'application',
      to: servicePrincipalId(it.principalId),
      resource: servicePrincipalId(it.resourceId),
      permissions: listOf(api === undefined ? it.appRoleId : facts.permissionName(api, it.appRoleId)),
      consent: 'admin',
      ...known('created', it.created),
      ...known('lastUsed', used),
    };
  }
}
