// SPDX-License-Identifier: Apache-2.0
// Which calls of Auth0's Management API tell the inventory of a tenant, with the scope for each.
import { TokenwardError } from '../../model/error.ts';
import { accessToken } from '../answers/sign-assertion.ts';
import { number } from '../answers/values.ts';
import type { Call, CollectOptions, Collector, Environment } from '../collect/collector.ts';
import { isFields } from '../values.ts';
import { auth0AnswerSet } from './auth0-answers.ts';

const paged = 'per_page=100&page=0&include_totals=true';

/** Path -> scope. `?`: not in every plan. */
const reads: readonly (readonly [path: string, scope: string, optional?: '?'])[] = [
  ['/api/v2/tenants/settings', 'read:tenant_settings'],
  [`/api/v2/clients?${paged}`, 'read:clients'],
  [`/api/v2/client-grants?${paged}`, 'read:client_grants'],
  [`/api/v2/resource-servers?${paged}`, 'read:resource_servers'],
  [`/api/v2/grants?${paged}`, 'read:grants'],
  [`/api/v2/connections?${paged}`, 'read:connections'],
  ['/api/v2/attack-protection/brute-force-protection', 'read:attack_protection'],
  ['/api/v2/attack-protection/breached-password-detection', 'read:attack_protection'],
  ['/api/v2/attack-protection/suspicious-ip-throttling', 'read:attack_protection'],
  ['/api/v2/guardian/factors', 'read:guardian_factors'],
  ['/api/v2/guardian/policies', 'read:mfa_policies'],
  [`/api/v2/device-credentials?${paged}`, 'read:device_credentials', '?'],
  ['/api/v2/log-streams', 'read:log_streams', '?'],
  ['/api/v2/actions/actions?per_page=100&page=0', 'read:actions', '?'],
  [`/api/v2/rules?${paged}`, 'read:rules', '?'],
];

function call([path, permission, optional]: (typeof reads)[number]): Call {
  const plain = path.replace(/\?.*$/, '');
  return {
    path,
    permission,
    tells: auth0AnswerSet.types.find((it) => it.path.test(plain))?.tells ?? [],
    ...(optional === undefined ? {} : { optional: true }),
  };
}

function tenantUrl(options: CollectOptions, { variables }: Environment): string {
  const given = options.domain ?? variables.AUTH0_DOMAIN;
  if (given === undefined || given === '') {
    throw new TokenwardError('USAGE', 'add --option domain=example.eu.auth0.com, or set AUTH0_DOMAIN');
  }
  return (/^https?:\/\//.test(given) ? given : `https://${given}`).replace(/\/+$/, '');
}

/** Reads an Auth0 tenant; it changes nothing. */
export const auth0Collector: Collector = {
  provider: 'auth0',
  title: 'Auth0 tenant',
  options: {
    domain: 'domain of the tenant (not a custom one), as in example.eu.auth0.com; default: AUTH0_DOMAIN',
  },
  credentials:
    'AUTH0_API_TOKEN; or AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET of a machine-to-machine application that may read the Management API',
  // Log streams, connections, add-ons, rules and actions hold secrets of other systems and code; an API that is signed for
  // with HS256 its secret.
  secretFields: [
    'signing_secret',
    'signing_keys',
    'signing_key',
    'decryptionKey',
    'addons',
    'httpCustomHeaders',
    'sumoSourceAddress',
    'code',
    'script',
    'splunkToken',
    'datadogApiKey',
    'httpAuthorization',
    'mixpanelServiceAccountPassword',
    'segmentWriteKey',
    'app_secret',
    'twilio_token',
    'customScripts',
    'configuration',
    'credentials',
  ],
  baseUrl: tenantUrl,
  async authenticate(environment, options) {
    const { variables } = environment;
    const token = variables.AUTH0_API_TOKEN?.trim();
    if (token !== undefined && token !== '') return { authorization: `Bearer ${token}` };
    const client = variables.AUTH0_CLIENT_ID;
    const secret = variables.AUTH0_CLIENT_SECRET;
    if (client === undefined || secret === undefined || client === '' || secret === '') {
      throw new TokenwardError(
        'COLLECT_DENIED',
        'no credentials for Auth0: set AUTH0_API_TOKEN, or AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET',
      );
    }
    const url = tenantUrl(options, environment);
    const answer = await environment.exchange(`${url}/oauth/token`, {
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: secret,
      audience: `${url}/api/v2/`,
    });
    return { authorization: `Bearer ${accessToken(answer, 'Auth0')}` };
  },
  calls: () => reads.map(call),
  // With totals, a list says where it stands: `start`, `limit`, `total`; actions `page`, `per_page`, `total`.
  next({ path, body }) {
    if (!isFields(body) || !/[?&]page=\d/.test(path)) return undefined;
    const total = number(body, 'total');
    const page = Number(/[?&]page=(\d{1,6})/.exec(path)?.[1] ?? 0);
    // What the answer says counts: an endpoint may give fewer than were asked for.
    const asked = Number(/[?&]per_page=(\d{1,4})/.exec(path)?.[1] ?? 50);
    const size = Math.max(1, number(body, 'limit') ?? number(body, 'per_page') ?? asked);
    if (total === undefined || (page + 1) * size >= total) return undefined;
    return path.replace(/([?&]page=)\d+/, (_all, name: string) => `${name}${page + 1}`);
  },
  follow: () => [],
};
