// SPDX-License-Identifier: Apache-2.0
// The answers of Auth0's Management API that the inventory is made of.

import { answersReader, responseReader, type SavedAnswers } from '../answers/answers.ts';
import type { ResponseReader } from '../collect/collector.ts';
import {
  readClient,
  readClientGrant,
  readConnection,
  readConsent,
  readDeviceCredential,
  readResourceServer,
} from './read-clients.ts';
import { readAction, readAttackProtection, readFactor, readLogStream, readRule, readTenant } from './read-settings.ts';

export const auth0AnswerSet: SavedAnswers = {
  provider: 'auth0',
  id: 'auth0.api',
  title: 'Answers of the Auth0 Management API',
  how: '`auth0 api get "clients?per_page=100" > auth0/clients.json`, or `curl -H "Authorization: Bearer $TOKEN" https://TENANT/api/v2/clients`: below a folder named auth0 a file is named after its path (`attack-protection/brute-force-protection.json`)',
  pages: [50, 100],
  folder: /\/(?:[^/]*auth0[^/]*|api\/v2)\//i,
  types: [
    {
      path: /\/clients$/i,
      shape: ['client_id', 'app_type'],
      list: 'clients',
      tells: ['auth0.client', 'application'],
      read: readClient,
    },
    {
      path: /\/client-grants$/i,
      shape: ['client_id', 'audience', 'id'],
      list: 'client_grants',
      tells: ['auth0.client-grant', 'grant'],
      read: readClientGrant,
    },
    {
      path: /\/resource-servers$/i,
      shape: ['identifier', 'signing_alg'],
      list: 'resource_servers',
      tells: ['auth0.resource-server', 'resource'],
      read: readResourceServer,
    },
    {
      path: /\/grants$/i,
      shape: ['clientID', 'user_id', 'scope'],
      list: 'grants',
      tells: ['auth0.consent', 'grant'],
      read: readConsent,
    },
    {
      path: /\/device-credentials$/i,
      shape: ['device_name', 'user_id', 'type'],
      list: 'device_credentials',
      tells: ['auth0.device-credential', 'credential'],
      read: readDeviceCredential,
    },
    {
      path: /\/connections$/i,
      shape: ['strategy', 'options', 'name'],
      list: 'connections',
      tells: ['auth0.connection'],
      read: readConnection,
    },
    {
      path: /\/attack-protection\/([a-z-]+)$/i,
      shape: ['enabled', 'shields'],
      tells: ['auth0.attack-protection'],
      read: readAttackProtection,
    },
    { path: /\/tenants\/settings$/i, shape: ['friendly_name', 'flags'], tells: ['auth0.tenant'], read: readTenant },
    {
      path: /\/guardian\/factors$/i,
      shape: ['name', 'enabled', 'trial_expired'],
      tells: ['auth0.factor'],
      read: readFactor,
    },
    { path: /\/guardian\/policies$/i, shape: [], tells: ['auth0.mfa-policy'], read: () => [] },
    {
      path: /\/actions\/actions$/i,
      shape: ['supported_triggers', 'name'],
      list: 'actions',
      tells: ['auth0.code'],
      read: readAction,
    },
    { path: /\/rules$/i, shape: ['script', 'stage', 'order'], list: 'rules', tells: ['auth0.code'], read: readRule },
    { path: /\/log-streams$/i, shape: ['sink', 'status'], tells: ['auth0.log-stream'], read: readLogStream },
  ],
  marks: [
    ['client_id', 'app_type', 'oidc_conformant'],
    ['client_id', 'app_type', 'is_first_party'],
    ['identifier', 'signing_alg', 'token_lifetime'],
    ['clientID', 'user_id', 'audience', 'scope'],
    ['friendly_name', 'flags', 'sandbox_version'],
    ['enabled', 'shields', 'allowlist'],
    ['enabled', 'shields', 'admin_notification_frequency'],
  ],
};

const readObjects = responseReader(auth0AnswerSet);

/** Saved pages of the collector. The answer of `/guardian/policies` is a list of texts, so it is read here. */
export const readAuth0Response: ResponseReader = function* (path, body, where, collected) {
  yield* readObjects(path, body, where, collected);
  if (!/\/guardian\/policies(?:$|\?)/.test(path.slice(0, 1_024)) || !Array.isArray(body)) return;
  yield {
    kind: 'auth0.mfa-policy',
    id: 'auth0:mfa-policy',
    provider: 'auth0',
    where,
    policies: body.slice(0, 20).flatMap((it) => (typeof it === 'string' ? [it.slice(0, 100)] : [])),
  };
};

const readSaved = answersReader(auth0AnswerSet);

/** Answers that people saved themselves. */
export const auth0Answers: typeof readSaved = {
  ...readSaved,
  async *read(file, context) {
    if (!/\/guardian\/policies\.json$/i.test(`/${file.path}`)) {
      yield* readSaved.read(file, context);
      return;
    }
    let body: unknown;
    try {
      body = JSON.parse(file.text());
    } catch {
      context.problem({
        code: 'DOCUMENT_INVALID',
        message: `${file.name}: no JSON list of policies`,
        position: { file: file.name },
      });
      return;
    }
    yield* readAuth0Response(
      '/api/v2/guardian/policies',
      body,
      context.where({ document: 0, path: [] }),
      context.collected,
    );
  },
};
