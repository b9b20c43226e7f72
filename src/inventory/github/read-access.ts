// SPDX-License-Identifier: Apache-2.0
// Apps, tokens, keys and hooks: what lets somebody in without a person at the door. Paths and fields: GitHub's OpenAPI description
// (@octokit/openapi 23.0.2); the actions of the audit log: GitHub's documentation of audit log events.
import type { githubSettings } from '../../model/inventory/github.ts';
import type { Item } from '../../model/inventory/item.ts';
import { id, objects, oneOf, text, time, timeOrNever } from '../collect/values.ts';
import { type Fields, fields, known, texts, truth } from '../values.ts';
import type { AnswerContext, Endpoint } from './endpoint.ts';

const provider = 'github';

/** Permission -> level; groups of them (`{ repository: { contents: 'write' } }`) are flattened. */
function permissions(value: unknown, grouped = false): Readonly<Record<string, string>> {
  const found = Object.entries(fields(value)).flatMap(([name, level]): [string, string][] => {
    if (grouped) return Object.entries(permissions(level));
    return typeof level === 'string' ? [[name, level]] : [];
  });
  return Object.fromEntries(found);
}

function* installations(body: Fields, context: AnswerContext): Iterable<Item> {
  for (const [at, it] of objects(body.installations).entries()) {
    const app = text(it.app_slug) ?? id(it.app_id);
    const org = text(fields(it.account).login)?.toLowerCase() ?? context.organization;
    if (app === undefined || org === '') continue;
    yield {
      kind: 'github.installation',
      id: `github:installation:${org}/${app}`,
      provider,
      where: context.where('installations', at),
      organization: org,
      app,
      permissions: permissions(it.permissions),
      ...known({
        appId: id(it.app_id),
        clientId: text(it.client_id),
        repositories: oneOf(['all', 'selected'], it.repository_selection),
        events: Array.isArray(it.events) ? texts(it.events) : undefined,
        created: time(it.created_at),
        suspended: time(it.suspended_at),
      }),
    };
  }
}

function* app(body: Fields, { where }: AnswerContext): Iterable<Item> {
  const slug = text(body.slug);
  if (slug === undefined) return;
  yield {
    kind: 'github.app',
    id: `github:app-owner:${slug}`,
    provider,
    where: where(),
    app: slug,
    name: text(body.name) ?? slug,
    ...known({
      owner: text(fields(body.owner).login) ?? text(fields(body.owner).slug),
      homepage: text(body.external_url),
      created: time(body.created_at),
    }),
  };
}

function fineGrained(state: 'granted' | 'requested'): Endpoint['read'] {
  return function* read(body, { organization, where }) {
    const token = id(body.id);
    const login = text(fields(body.owner).login);
    if (token === undefined || login === undefined) return;
    yield {
      kind: 'github.fine-grained-token',
      id: `github:fine-grained-token:${organization}/${state === 'granted' ? '' : 'request/'}${token}`,
      provider,
      where: where(),
      organization,
      login,
      state,
      permissions: permissions(body.permissions, true),
      ...known({
        name: text(body.token_name),
        tokenId: id(body.token_id),
        repositories: oneOf(['none', 'all', 'subset'], body.repository_selection),
        since: time(state === 'granted' ? body.access_granted_at : body.created_at),
        expired: truth(body.token_expired),
        expires: timeOrNever(body.token_expires_at),
        lastUsed: timeOrNever(body.token_last_used_at),
      }),
    };
  };
}

function* authorization(body: Fields, { organization, where }: AnswerContext): Iterable<Item> {
  const credential = id(body.credential_id);
  const login = text(body.login);
  const type = text(body.credential_type);
  if (credential === undefined || login === undefined || type === undefined) return;
  yield {
    kind: 'github.credential-authorization',
    id: `github:credential-authorization:${organization}/${credential}`,
    provider,
    where: where(),
    organization,
    login,
    type,
    ...known({
      name: text(body.authorized_credential_note) ?? text(body.authorized_credential_title),
      scopes: Array.isArray(body.scopes) ? texts(body.scopes) : undefined,
      authorized: time(body.credential_authorized_at),
      expires: timeOrNever(body.authorized_credential_expires_at),
      lastUsed: timeOrNever(body.credential_accessed_at),
    }),
  };
}

function* deployKey(body: Fields, { repository, where }: AnswerContext): Iterable<Item> {
  const key = id(body.id);
  if (key === undefined) return;
  yield {
    kind: 'github.deploy-key',
    id: `github:deploy-key:${repository}/${key}`,
    provider,
    where: where(),
    repository,
    title: text(body.title) ?? key,
    ...known({
      readOnly: truth(body.read_only),
      enabled: truth(body.enabled),
      addedBy: text(body.added_by),
      created: time(body.created_at),
      lastUsed: timeOrNever(body.last_used),
    }),
  };
}

function* hook(body: Fields, { scope, where }: AnswerContext): Iterable<Item> {
  const number = id(body.id);
  if (number === undefined) return;
  const config = fields(body.config);
  const tls = id(config.insecure_ssl);
  yield {
    kind: 'github.hook',
    id: `github:hook:${scope}/${number}`,
    provider,
    where: where(),
    scope,
    events: texts(body.events),
    ...known({
      // A secret that is set is shown as stars; where none is, the field is not there.
      secretSet: 'config' in body ? text(config.secret) !== undefined : undefined,
      verifiesTls: tls === undefined ? undefined : tls === '0',
      url: text(config.url)?.replace(/\?.*$/s, ''),
      active: truth(body.active),
    }),
  };
}

type Setting = (typeof githubSettings)[number];
type Change = readonly [setting: Setting, on: boolean | undefined];

/** Actions of the audit log, and what they say. */
const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['org.enable_oauth_app_restrictions', ['third-party-apps-restricted', true]],
  ['org.disable_oauth_app_restrictions', ['third-party-apps-restricted', false]],
  ['personal_access_token.expiration_limit_set', ['token-lifetime-limited', true]],
  ['personal_access_token.expiration_limit_unset', ['token-lifetime-limited', false]],
  ['personal_access_token.auto_approve_grant_requests_disabled', ['token-approval-required', true]],
  ['personal_access_token.auto_approve_grant_requests_enabled', ['token-approval-required', false]],
  ['personal_access_token.access_restriction_enabled', ['fine-grained-tokens-restricted', true]],
  ['personal_access_token.access_restriction_disabled', ['fine-grained-tokens-restricted', false]],
  // Given back to the enterprise.
  ['personal_access_token.auto_approve_grant_requests_reset', ['token-approval-required', undefined]],
  ['personal_access_token.access_restriction_reset', ['fine-grained-tokens-restricted', undefined]],
]);

/** Actions of the audit log that tell a setting. */
export const settingActions: readonly string[] = [...changes.keys()];

function* settingChange(body: Fields, { organization, where }: AnswerContext): Iterable<Item> {
  const found = changes.get(text(body.action) ?? '');
  const at = time(body['@timestamp']) ?? time(body.created_at);
  if (found === undefined || at === undefined) return;
  const [named, on] = found;
  const classic =
    named === 'fine-grained-tokens-restricted' && /classic/i.test(text(body.programmatic_access_type) ?? '');
  const setting = classic ? 'classic-tokens-restricted' : named;
  const days = typeof body.token_expiration === 'number' ? body.token_expiration : undefined;
  yield {
    kind: 'github.setting-change',
    id: `github:setting-change:${organization}/${setting}/${at}`,
    provider,
    where: where(),
    organization,
    setting,
    at,
    ...known({ on, days }),
  };
}

export const accessEndpoints: readonly Endpoint[] = [
  {
    path: '/orgs/{org}/installations',
    tells: ['github.installation', 'application', 'grant'],
    read: installations,
  },
  { path: '/apps/{app_slug}', tells: ['github.app'], read: app },
  {
    path: '/orgs/{org}/personal-access-tokens',
    tells: ['github.fine-grained-token', 'credential'],
    list: true,
    read: fineGrained('granted'),
  },
  {
    path: '/orgs/{org}/personal-access-token-requests',
    tells: ['github.fine-grained-token'],
    list: true,
    read: fineGrained('requested'),
  },
  {
    path: '/orgs/{org}/credential-authorizations',
    tells: ['github.credential-authorization', 'credential'],
    list: true,
    read: authorization,
  },
  {
    path: '/repos/{owner}/{repo}/keys',
    tells: ['github.deploy-key', 'credential'],
    list: true,
    read: deployKey,
  },
  { path: '/orgs/{org}/hooks', tells: ['github.hook'], list: true, read: hook },
  { path: '/repos/{owner}/{repo}/hooks', tells: ['github.hook'], list: true, read: hook },
  { path: '/orgs/{org}/audit-log', tells: ['github.setting-change'], list: true, read: settingChange },
];
