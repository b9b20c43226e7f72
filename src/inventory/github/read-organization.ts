// SPDX-License-Identifier: Apache-2.0
// Organisation, repositories, people and how they sign in. Paths and fields: GitHub's OpenAPI description (@octokit/openapi 23.0.2).
import type { Item } from '../../model/inventory/item.ts';
import { objects, oneOf, text, time } from '../collect/values.ts';
import { type Fields, fields, known, truth } from '../values.ts';
import type { AnswerContext, Endpoint } from './endpoint.ts';

const provider = 'github';

function* organization(body: Fields, { organization: login, where }: AnswerContext): Iterable<Item> {
  yield {
    kind: 'github.organization',
    id: `github:organization:${login}`,
    provider,
    where: where(),
    login: text(body.login) ?? login,
    ...known({
      plan: text(fields(body.plan).name),
      // Only owners see these fields.
      twoFactorRequired: truth(body.two_factor_requirement_enabled),
      basePermission: text(body.default_repository_permission),
      secretScanningForNew: truth(body.secret_scanning_enabled_for_new_repositories),
      pushProtectionForNew: truth(body.secret_scanning_push_protection_enabled_for_new_repositories),
      deployKeysAllowed: truth(body.deploy_keys_enabled_for_repositories),
      membersPublish: truth(body.members_can_change_repo_visibility),
      membersInvite: truth(body.members_can_invite_outside_collaborators),
    }),
  };
}

function isOn(value: unknown): boolean | undefined {
  const status = text(fields(value).status);
  return status === undefined ? undefined : status === 'enabled';
}

function* repository(body: Fields, { where }: AnswerContext): Iterable<Item> {
  const name = text(body.full_name);
  if (name === undefined) return;
  const security = fields(body.security_and_analysis);
  const visible = oneOf(['public', 'private', 'internal'], body.visibility);
  const open = truth(body.private);
  yield {
    kind: 'github.repository',
    id: `github:repository:${name.toLowerCase()}`,
    provider,
    where: where(),
    name,
    ...known({
      visibility: visible ?? (open === undefined ? undefined : open ? ('private' as const) : ('public' as const)),
      archived: truth(body.archived),
      defaultBranch: text(body.default_branch),
      created: time(body.created_at),
      secretScanning: isOn(security.secret_scanning),
      pushProtection: isOn(security.secret_scanning_push_protection),
    }),
  };
}

/** The list of members is asked for by role and by what is wrong with the second factor; the query says which it is. */
function people(outside: boolean): Endpoint['read'] {
  return function* read(body, { organization: org, query, where }) {
    const login = text(body.login);
    if (login === undefined) return;
    const filter = query.get('filter');
    const role = query.get('role');
    const base = { provider, where: where(), organization: org, login } as const;
    const id = `${org}/${login.toLowerCase()}`;
    if (filter === '2fa_disabled' || filter === '2fa_insecure') {
      const gap = filter === '2fa_disabled' ? 'none' : 'insecure';
      yield { ...base, kind: 'github.two-factor-gap', id: `github:two-factor-gap:${id}`, gap };
      return;
    }
    if (outside) yield { ...base, kind: 'github.member', id: `github:member:${id}`, role: 'outside' };
    else if (role === 'admin') yield { ...base, kind: 'github.member', id: `github:member:${id}`, role: 'owner' };
    else if (role === 'member') yield { ...base, kind: 'github.member', id: `github:member:${id}`, role: 'member' };
  };
}

/** GraphQL alone tells of single sign-on: `organization { login samlIdentityProvider ipAllowListEnabledSetting }`. */
function* signOn(body: Fields, { where }: AnswerContext): Iterable<Item> {
  const org = fields(fields(body.data).organization);
  const login = text(org.login)?.toLowerCase();
  if (login === undefined || !('samlIdentityProvider' in org)) return;
  const saml = org.samlIdentityProvider;
  const allowList = text(org.ipAllowListEnabledSetting);
  const more = truth(fields(fields(fields(saml).externalIdentities).pageInfo).hasNextPage);
  yield {
    kind: 'github.sign-on',
    id: `github:sign-on:${login}`,
    provider,
    where: where('data', 'organization'),
    organization: login,
    saml: saml !== null,
    ...known({
      allowList: allowList === undefined ? undefined : allowList === 'ENABLED',
      // Of several pages only the last one says so.
      allLinked: more === false ? true : undefined,
    }),
  };
  for (const edge of objects(fields(fields(saml).externalIdentities).edges)) {
    const node = fields(edge.node);
    const user = text(fields(node.user).login);
    const nameId = text(fields(node.samlIdentity).nameId);
    if (user === undefined || nameId === undefined) continue;
    yield {
      kind: 'github.external-identity',
      id: `github:external-identity:${login}/${user.toLowerCase()}`,
      provider,
      where: where('data', 'organization', 'samlIdentityProvider', 'externalIdentities'),
      organization: login,
      login: user,
      nameId,
    };
  }
}

const gapsOnly: Endpoint['tellsBy'] = (query) => (query.has('filter') ? ['github.two-factor-gap'] : undefined);

export const organizationEndpoints: readonly Endpoint[] = [
  { path: '/orgs/{org}', tells: ['github.organization', 'resource'], read: organization },
  { path: '/orgs/{org}/repos', tells: ['github.repository', 'resource'], list: true, read: repository },
  {
    path: '/orgs/{org}/members',
    tells: ['github.member', 'identity'],
    tellsBy: gapsOnly,
    list: true,
    read: people(false),
  },
  {
    path: '/orgs/{org}/outside_collaborators',
    tells: ['github.member', 'identity'],
    tellsBy: gapsOnly,
    list: true,
    read: people(true),
  },
  { path: '/graphql', tells: ['github.sign-on', 'github.external-identity'], read: signOn },
];
