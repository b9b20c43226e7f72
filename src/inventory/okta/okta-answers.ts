// SPDX-License-Identifier: Apache-2.0
// The answers of Okta's management API that the inventory is made of.
import { type AnswerType, answersReader, responseReader, type SavedAnswers } from '../answers/answers.ts';
import { readApp, readAppGrant } from './read-apps.ts';
import { readApiToken, readFactor, readRole, readUser } from './read-people.ts';
import {
  readAdminConsole,
  readAuthenticator,
  readAuthorizationPolicy,
  readAuthorizationServer,
  readLogStream,
  readNetworkZone,
  readPolicy,
  readPolicyRule,
  readThreatInsight,
  readTokenRule,
  readTrustedOrigin,
} from './read-settings.ts';

/** What is told by a longer path stands first. */
const types: readonly AnswerType[] = [
  {
    path: /\/authorizationServers\/[^/]+\/policies\/([^/]+)\/rules$/i,
    shape: [],
    tells: ['okta.token-rule'],
    read: readTokenRule,
  },
  {
    path: /\/authorizationServers\/([^/]+)\/policies$/i,
    shape: [],
    tells: ['okta.authorization-policy'],
    read: readAuthorizationPolicy,
  },
  {
    path: /\/authorizationServers$/i,
    shape: ['audiences', 'issuer', 'id'],
    tells: ['okta.authorization-server'],
    read: readAuthorizationServer,
  },
  { path: /\/policies\/([^/]+)\/rules$/i, shape: [], tells: ['okta.policy-rule'], read: readPolicyRule },
  { path: /\/policies$/i, shape: [], tells: ['okta.policy'], read: readPolicy },
  {
    path: /\/apps\/([^/]+)\/grants$/i,
    shape: ['scopeId', 'clientId', 'issuer'],
    tells: ['okta.app-grant', 'grant'],
    read: readAppGrant,
  },
  { path: /\/apps$/i, shape: ['signOnMode', 'label'], tells: ['okta.app', 'application'], read: readApp },
  {
    path: /\/users\/([^/]+)\/roles$/i,
    shape: ['assignmentType', 'label', 'type'],
    tells: ['okta.role'],
    read: readRole,
  },
  {
    path: /\/users\/([^/]+)\/factors$/i,
    shape: ['factorType', 'id', 'provider'],
    tells: ['okta.factor'],
    read: readFactor,
  },
  // Only which users are administrators: the collector asks for the roles of each.
  { path: /\/iam\/assignees\/users$/i, shape: [], list: 'value', tells: [], read: () => [] },
  {
    path: /\/users$/i,
    shape: ['profile', 'status', 'id'],
    tells: ['okta.user', 'identity'],
    read: readUser,
  },
  {
    path: /\/api-tokens$/i,
    shape: ['tokenWindow', 'userId'],
    tells: ['okta.api-token', 'credential'],
    read: readApiToken,
  },
  {
    path: /\/authenticators$/i,
    shape: ['key', 'type', 'status'],
    tells: ['okta.authenticator'],
    read: readAuthenticator,
  },
  {
    path: /\/trustedOrigins$/i,
    shape: ['origin', 'scopes', 'id'],
    tells: ['okta.trusted-origin'],
    read: readTrustedOrigin,
  },
  { path: /\/zones$/i, shape: ['usage', 'type', 'system'], tells: ['okta.network-zone'], read: readNetworkZone },
  {
    path: /\/threats\/configuration$/i,
    shape: ['action', 'excludeZones'],
    tells: ['okta.threat-insight'],
    read: readThreatInsight,
  },
  {
    path: /\/first-party-app-settings\/admin-console$/i,
    shape: ['sessionIdleTimeoutMinutes'],
    tells: ['okta.admin-console'],
    read: readAdminConsole,
  },
  { path: /\/logStreams$/i, shape: [], tells: ['okta.log-stream'], read: readLogStream },
];

/** A rule or policy without a path shows what it is by its own `type`; the rest by its members. */
const shaped: readonly AnswerType[] = [
  {
    path: /\/policies-with-rules$/i,
    shape: ['type', 'actions', 'conditions', 'priority'],
    tells: [],
    read: function* (rule, where) {
      if (rule.type === 'RESOURCE_ACCESS') yield* readTokenRule(rule, where, undefined);
      else yield* readPolicyRule(rule, where, undefined);
    },
  },
  {
    path: /\/all-policies$/i,
    shape: ['type', 'priority', 'conditions', 'status'],
    tells: [],
    read: function* (policy, where) {
      if (policy.type === 'OAUTH_AUTHORIZATION_POLICY') yield* readAuthorizationPolicy(policy, where, undefined);
      else yield* readPolicy(policy, where);
    },
  },
];

export const oktaAnswerSet: SavedAnswers = {
  provider: 'okta',
  id: 'okta.api',
  title: 'Answers of the Okta management API',
  how: '`curl -H "Authorization: SSWS $OKTA_API_TOKEN" "$OKTA_ORG/api/v1/apps?limit=200" > okta/api/v1/apps.json`: below a folder named okta a file is named after its path (`policies/ID/rules.json`)',
  pages: [20, 200],
  folder: /\/(?:[^/]*okta[^/]*|api\/v1)\//i,
  types: [...types, ...shaped],
  marks: [
    ['signOnMode', 'label', 'visibility'],
    ['tokenWindow', 'userId', 'clientName'],
    ['assignmentType', 'label', 'type', 'created'],
    ['profile', 'statusChanged', 'passwordChanged'],
    ['factorType', 'vendorName', 'provider'],
    ['scopeId', 'issuer', 'clientId', 'source'],
    ['actions', 'signon', 'conditions'],
    ['actions', 'appSignOn', 'conditions'],
    ['accessTokenLifetimeMinutes', 'refreshTokenLifetimeMinutes'],
    ['audiences', 'issuerMode', 'issuer'],
    ['sessionIdleTimeoutMinutes', 'sessionMaxLifetimeMinutes'],
  ],
};

/** Saved pages of the collector. */
export const readOktaResponse = responseReader(oktaAnswerSet);

/** Answers that people saved themselves. */
export const oktaAnswers = answersReader(oktaAnswerSet);
