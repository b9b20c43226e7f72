// SPDX-License-Identifier: Apache-2.0
// Which calls of Okta's management API tell the inventory of an organisation, with the least scope for each.
import { randomUUID } from 'node:crypto';
import { TokenwardError } from '../../model/error.ts';
import type { ItemKind } from '../../model/inventory/item.ts';
import { accessToken, signAssertion } from '../answers/sign-assertion.ts';
import { idText, objects, text } from '../answers/values.ts';
import type { Call, CollectOptions, Collector, Environment } from '../collect/collector.ts';
import { type Fields, isFields } from '../values.ts';
import { oktaAnswerSet } from './okta-answers.ts';

const policyTypes = ['OKTA_SIGN_ON', 'PASSWORD', 'MFA_ENROLL', 'ACCESS_POLICY', 'USER_LIFECYCLE'] as const;

/** Path -> scope. `?`: not in every organisation (Identity Engine, licences). */
const reads: readonly (readonly [path: string, scope: string, optional?: '?'])[] = [
  ['/api/v1/users?limit=200', 'okta.users.read'],
  // Deprovisioned users are not in the list unless they are asked for.
  ['/api/v1/users?limit=200&filter=status%20eq%20%22DEPROVISIONED%22', 'okta.users.read'],
  ['/api/v1/iam/assignees/users?limit=200', 'okta.roles.read'],
  ['/api/v1/api-tokens', 'okta.apiTokens.read'],
  ['/api/v1/apps?limit=200', 'okta.apps.read'],
  ...policyTypes.map((type) =>
    type === 'ACCESS_POLICY' || type === 'USER_LIFECYCLE'
      ? ([`/api/v1/policies?type=${type}`, 'okta.policies.read', '?'] as const)
      : ([`/api/v1/policies?type=${type}`, 'okta.policies.read'] as const),
  ),
  ['/api/v1/authenticators', 'okta.authenticators.read', '?'],
  ['/api/v1/authorizationServers?limit=200', 'okta.authorizationServers.read', '?'],
  ['/api/v1/trustedOrigins?limit=200', 'okta.trustedOrigins.read'],
  ['/api/v1/zones?limit=200', 'okta.networkZones.read'],
  ['/api/v1/threats/configuration', 'okta.threatInsights.read'],
  ['/api/v1/first-party-app-settings/admin-console', 'okta.apps.read', '?'],
  ['/api/v1/logStreams?limit=200', 'okta.logStreams.read', '?'],
];

/** Kinds that only calls of `follow` tell, but which are empty where nothing is followed. */
const impliedTells: ReadonlyMap<string, readonly ItemKind[]> = new Map<string, readonly ItemKind[]>([
  ['/api/v1/iam/assignees/users', ['okta.role']],
  ['/api/v1/apps', ['okta.app-grant', 'grant']],
  ['/api/v1/policies', ['okta.policy-rule']],
  ['/api/v1/authorizationServers', ['okta.authorization-policy', 'okta.token-rule']],
]);

function call(path: string, permission: string, optional?: '?'): Call {
  const plain = path.replace(/\?.*$/, '');
  const type = oktaAnswerSet.types.find((it) => it.path.test(plain));
  return {
    path,
    permission,
    tells: [
      ...(type?.tells ?? []),
      ...(impliedTells.get(plain) ?? []),
      ...(path.endsWith('type=USER_LIFECYCLE') ? (['okta.automation'] as const) : []),
    ],
    ...(optional === undefined ? {} : { optional: true }),
  };
}

function follow(path: string, body: unknown): readonly Call[] {
  const plain = path.replace(/\?.*$/, '');
  const list: readonly Fields[] = Array.isArray(body)
    ? body.filter(isFields)
    : isFields(body)
      ? objects(body, 'value')
      : [];
  const ids = list.flatMap((it) => {
    const id = idText(it, 'id');
    return id !== undefined && /^[\w-]{1,64}$/.test(id) ? [{ id, object: it }] : [];
  });
  if (plain === '/api/v1/iam/assignees/users') {
    return ids.flatMap(({ id }) => [
      call(`/api/v1/users/${id}/roles`, 'okta.roles.read'),
      call(`/api/v1/users/${id}/factors`, 'okta.factors.read', '?'),
    ]);
  }
  if (plain === '/api/v1/apps') {
    return ids
      .filter(({ object }) => text(object, 'signOnMode') === 'OPENID_CONNECT')
      .map(({ id }) => call(`/api/v1/apps/${id}/grants`, 'okta.appGrants.read', '?'));
  }
  if (plain === '/api/v1/policies') {
    return ids.map(({ id }) => call(`/api/v1/policies/${id}/rules`, 'okta.policies.read', '?'));
  }
  if (plain === '/api/v1/authorizationServers') {
    return ids.map(({ id }) => call(`/api/v1/authorizationServers/${id}/policies`, 'okta.authorizationServers.read'));
  }
  if (/^\/api\/v1\/authorizationServers\/[^/]+\/policies$/.test(plain)) {
    return ids.map(({ id }) => call(`${plain}/${id}/rules`, 'okta.authorizationServers.read'));
  }
  return [];
}

function organisationUrl(options: CollectOptions, { variables }: Environment): string {
  const given = options['base-url'] ?? options.organisation ?? variables.OKTA_CLIENT_ORGURL ?? variables.OKTA_ORG_URL;
  if (given === undefined || given === '') {
    throw new TokenwardError('USAGE', 'add --option organisation=example.okta.com, or set OKTA_CLIENT_ORGURL');
  }
  return (/^https?:\/\//.test(given) ? given : `https://${given}`).replace(/\/+$/, '');
}

/** @see https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/ */
async function ofServiceApp(environment: Environment, options: CollectOptions, client: string): Promise<string> {
  const { variables } = environment;
  const given = variables.OKTA_CLIENT_PRIVATEKEY ?? '';
  const key = /-----BEGIN|^\s*\{/.test(given) ? given : await environment.readFile(given);
  if (key === undefined) {
    throw new TokenwardError(
      'COLLECT_DENIED',
      'OKTA_CLIENT_PRIVATEKEY is neither a key (PEM, JWK) nor a file that can be read',
    );
  }
  const url = `${organisationUrl(options, environment)}/oauth2/v1/token`;
  const scopes = new Set([...reads.map(([, scope]) => scope), 'okta.factors.read', 'okta.appGrants.read']);
  const answer = await environment.exchange(url, {
    grant_type: 'client_credentials',
    scope: variables.OKTA_CLIENT_SCOPES ?? [...scopes].join(' '),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signAssertion(
      key,
      { iss: client, sub: client, aud: url, jti: randomUUID() },
      environment.now(),
      variables.OKTA_CLIENT_KID,
    ),
  });
  return `Bearer ${accessToken(answer, 'Okta')}`;
}

/** Reads an Okta organisation; it changes nothing. */
export const oktaCollector: Collector = {
  provider: 'okta',
  title: 'Okta organisation',
  options: { organisation: 'host of the organisation, as in example.okta.com; default: OKTA_CLIENT_ORGURL' },
  credentials:
    'OKTA_API_TOKEN or OKTA_CLIENT_TOKEN (of a read-only administrator); or OKTA_CLIENT_CLIENTID with OKTA_CLIENT_PRIVATEKEY (a key, or its file) of a service application that does not ask for DPoP',
  // `key` names an authenticator, `credentials.signing.kid` a public key: nothing beyond the usual names is secret.
  baseUrl: organisationUrl,
  async authenticate(environment, options) {
    const { variables } = environment;
    const token = variables.OKTA_API_TOKEN ?? variables.OKTA_CLIENT_TOKEN;
    if (token !== undefined && token !== '') return { authorization: `SSWS ${token}`, accept: 'application/json' };
    const client = variables.OKTA_CLIENT_CLIENTID;
    if (client !== undefined && client !== '' && variables.OKTA_CLIENT_PRIVATEKEY !== undefined) {
      return { authorization: await ofServiceApp(environment, options, client), accept: 'application/json' };
    }
    throw new TokenwardError(
      'COLLECT_DENIED',
      'no credentials for Okta: set OKTA_API_TOKEN, or OKTA_CLIENT_CLIENTID and OKTA_CLIENT_PRIVATEKEY',
    );
  },
  calls: () => reads.map(([path, scope, optional]) => call(path, scope, optional)),
  followed: ['okta.factors.read', 'okta.appGrants.read'],
  next({ headers, body }) {
    const link = /<([^<>]{1,4096})>;\s*rel="next"/.exec(headers.link ?? '')?.[1];
    return link ?? (isFields(body) ? text(body, '_links', 'next', 'href') : undefined);
  },
  follow: ({ path }, { body }) => follow(path, body),
};
