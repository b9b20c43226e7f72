// SPDX-License-Identifier: Apache-2.0
// Applications, the APIs that they call, and what they and their users were given.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, flag, idText, inner, number, text, texts, time } from '../answers/values.ts';
import { type Fields, isFields, known } from '../values.ts';

/** A client with keys has them in `client_authentication_methods`; the older member is then empty. */
function authentication(client: Fields): string | undefined {
  const methods = at(client, 'client_authentication_methods');
  if (isFields(methods)) {
    const names = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];
    const found = names.find((it) => isFields(at(methods, it)));
    if (found !== undefined) return found;
  }
  return text(client, 'token_endpoint_auth_method');
}

/** A lifetime, or none where the client says that there is no end. */
function seconds(client: Fields, value: string, endless: string): number | undefined {
  return flag(client, 'refresh_token', endless) === true ? 0 : number(client, 'refresh_token', value);
}

/** @see https://auth0.com/docs/api/management/v2/clients/get-clients */
export function* readClient(client: Fields, where: Provenance): Iterable<Item> {
  const clientId = text(client, 'client_id');
  if (clientId === undefined) return;
  yield {
    kind: 'auth0.client',
    id: `auth0:client:${clientId}`,
    provider: 'auth0',
    where,
    clientId,
    name: text(client, 'name') ?? clientId,
    ...known({
      global: flag(client, 'global'),
      type: text(client, 'app_type'),
      firstParty: flag(client, 'is_first_party'),
      oidcConformant: flag(client, 'oidc_conformant'),
      callbacks: texts(client, 'callbacks'),
      origins: texts(client, 'allowed_origins'),
      webOrigins: texts(client, 'web_origins'),
      grantTypes: texts(client, 'grant_types'),
      authentication: authentication(client),
      algorithm: text(client, 'jwt_configuration', 'alg'),
      idTokenSeconds: number(client, 'jwt_configuration', 'lifetime_in_seconds'),
      rotation: text(client, 'refresh_token', 'rotation_type'),
      leeway: number(client, 'refresh_token', 'leeway'),
      expiration: text(client, 'refresh_token', 'expiration_type'),
      refreshSeconds: seconds(client, 'token_lifetime', 'infinite_token_lifetime'),
      refreshIdleSeconds: seconds(client, 'idle_token_lifetime', 'infinite_idle_token_lifetime'),
      crossOrigin: flag(client, 'cross_origin_authentication') ?? flag(client, 'cross_origin_auth'),
    }),
  };
}

export function* readClientGrant(grant: Fields, where: Provenance): Iterable<Item> {
  const id = idText(grant, 'id');
  const clientId = text(grant, 'client_id');
  const audience = text(grant, 'audience');
  if (id === undefined || clientId === undefined || audience === undefined) return;
  yield {
    kind: 'auth0.client-grant',
    id: `auth0:client-grant:${id}`,
    provider: 'auth0',
    where,
    grantId: id,
    clientId,
    audience,
    // A grant of everything has no list of its own.
    scopes: flag(grant, 'allow_all_scopes') === true ? ['*'] : (texts(grant, 'scope') ?? []),
    ...known({ subject: text(grant, 'subject_type') }),
  };
}

export function* readResourceServer(server: Fields, where: Provenance): Iterable<Item> {
  const id = idText(server, 'id');
  const identifier = text(server, 'identifier');
  if (id === undefined || identifier === undefined) return;
  yield {
    kind: 'auth0.resource-server',
    id: `auth0:resource-server:${id}`,
    provider: 'auth0',
    where,
    serverId: id,
    name: text(server, 'name') ?? identifier,
    identifier,
    ...known({
      system: flag(server, 'is_system'),
      algorithm: text(server, 'signing_alg'),
      tokenSeconds: number(server, 'token_lifetime'),
      webTokenSeconds: number(server, 'token_lifetime_for_web'),
      offline: flag(server, 'allow_offline_access'),
      skipsConsent: flag(server, 'skip_consent_for_verifiable_first_party_clients'),
      rbac: flag(server, 'enforce_policies'),
    }),
  };
}

/** `/api/v2/grants`: what users consented to. */
export function* readConsent(grant: Fields, where: Provenance): Iterable<Item> {
  const id = idText(grant, 'id');
  const clientId = text(grant, 'clientID') ?? text(grant, 'client_id');
  const userId = text(grant, 'user_id');
  if (id === undefined || clientId === undefined || userId === undefined) return;
  yield {
    kind: 'auth0.consent',
    id: `auth0:consent:${id}`,
    provider: 'auth0',
    where,
    grantId: id,
    clientId,
    userId,
    scopes: texts(grant, 'scope') ?? [],
    ...known({ audience: text(grant, 'audience') }),
  };
}

/** `/api/v2/device-credentials`: which devices have refresh tokens, never the tokens. */
export function* readDeviceCredential(it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  if (id === undefined) return;
  yield {
    kind: 'auth0.device-credential',
    id: `auth0:device-credential:${id}`,
    provider: 'auth0',
    where,
    credentialId: id,
    type: text(it, 'type') ?? 'refresh_token',
    ...known({
      clientId: text(it, 'client_id'),
      userId: text(it, 'user_id'),
      device: text(it, 'device_name'),
      lastUsed: time(it, 'last_used'),
    }),
  };
}

/** A database of passwords, or another provider. Options hold secrets: only what is named here is looked at. */
export function* readConnection(it: Fields, where: Provenance): Iterable<Item> {
  const id = idText(it, 'id');
  const strategy = text(it, 'strategy');
  if (id === undefined || strategy === undefined) return;
  const options = inner(it, 'options');
  const signup = flag(options, 'disable_signup');
  yield {
    kind: 'auth0.connection',
    id: `auth0:connection:${id}`,
    provider: 'auth0',
    where,
    connectionId: id,
    name: text(it, 'name') ?? id,
    strategy,
    ...known({
      // Empty means none, which is not the same as not said.
      passwordPolicy: at(options, 'passwordPolicy') === '' ? 'none' : text(options, 'passwordPolicy'),
      // A database has the policy with its options, or `password_options` in place of both.
      minLength:
        number(options, 'password_complexity_options', 'min_length') ??
        number(options, 'password_options', 'complexity', 'min_length'),
      dictionary: flag(options, 'password_dictionary', 'enable'),
      bruteForce: flag(options, 'brute_force_protection'),
      signup: signup === undefined ? undefined : !signup,
    }),
  };
}
