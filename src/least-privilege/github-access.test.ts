// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { by, githubRequests, review } from './review.fixture.ts';

const org = { 'orgs/example-shop/repos.json': repositories('private') };

function repositories(visibility: string): string {
  const owner = { login: 'example-shop' };
  return JSON.stringify([
    { full_name: 'example-shop/web', node_id: 'R_1', owner, private: visibility !== 'public', visibility },
  ]);
}

function token(permissions: object, lastUsed: string | null = null): Readonly<Record<string, string>> {
  const entry = {
    id: 32,
    token_id: 7001,
    token_name: 'deploy',
    owner: { login: 'ben-okafor' },
    repository_selection: 'all',
    permissions,
    token_last_used_at: lastUsed,
  };
  return { ...org, 'orgs/example-shop/personal-access-tokens.json': JSON.stringify([entry]) };
}

function app(permissions: object, events: readonly string[]): Readonly<Record<string, string>> {
  const entry = {
    id: 1,
    app_id: 2,
    app_slug: 'shipit',
    account: { login: 'example-shop' },
    repository_selection: 'all',
    permissions,
    events,
  };
  return { ...org, 'orgs/example-shop/installations.json': JSON.stringify({ total_count: 1, installations: [entry] }) };
}

let number = 0;
function request(method: string, route: string, more: object = {}): object {
  const time = Date.parse('2026-05-01T00:00:00Z') + number * 86_400_000;
  return {
    '@timestamp': time,
    _document_id: `doc-${number++}`,
    action: 'api.request',
    actor: 'ben-okafor',
    org: 'example-shop',
    request_method: method,
    route,
    status_code: 200,
    token_id: 7001,
    programmatic_access_type: 'Fine-grained personal access token',
    ...more,
  };
}

const git = (action: string, more: object = {}): object =>
  request('', '', { action, request_method: undefined, route: undefined, status_code: undefined, ...more });
const asApp = {
  actor: 'shipit[bot]',
  actor_is_bot: true,
  programmatic_access_type: 'GitHub App server-to-server token',
};

describe('fine-grained tokens', () => {
  const permissions = { repository: { contents: 'write', issues: 'write', secrets: 'write', metadata: 'read' } };

  it('what no request needs is taken away, and write where reading is enough', async () => {
    const log = [
      request('GET', '/repos/{owner}/{repo}/contents/{path}'),
      git('git.clone'),
      request('POST', '/repos/{owner}/{repo}/issues'),
    ];
    const [found] = await review({ 'github.ndjson': log }, token(permissions));
    expect(by(found, 'used')).toEqual(['contents: write', 'issues: write', 'metadata: read']);
    expect(by(found, 'unused')).toEqual(['secrets: write']);
    expect(JSON.parse(found?.patch?.text ?? '')).toEqual({
      permissions: { contents: 'read', issues: 'write', metadata: 'read' },
      keptNotLogged: [],
    });
    expect(found?.rows.find((row) => row.permission === 'contents: write')).toMatchObject({ count: 2 });
    expect(found?.window?.missing.join(' ')).toContain('public repositories');
  });

  it('a push needs to write contents; the path of a request may stand for its route', async () => {
    const log = [
      git('git.push'),
      request('GET', '', { route: undefined, url_path: '/repos/example-shop/web/issues/5?x=1' }),
    ];
    const [found] = await review({ 'github.ndjson': log }, token(permissions));
    expect(JSON.parse(found?.patch?.text ?? '').permissions).toEqual({
      contents: 'write',
      issues: 'read',
      metadata: 'read',
    });
  });

  it('what the log does not hold stays', async () => {
    const only = { repository: { secrets: 'write' } };
    const standing = async (logs: Readonly<Record<string, readonly object[]>>, files = token(only)) => {
      const [found] = await review(logs, files);
      return found?.rows.map((row) => `${row.standing}: ${row.why}`).join('\n') ?? '';
    };
    expect(await standing({})).toContain('unknown: no audit log');
    expect(await standing({ a: [git('git.push')] })).toContain('unknown: the log has no requests to the API');
    expect(await standing({ a: [request('POST', '/graphql')] })).toContain('unknown: it asks GraphQL');
    expect(await standing({ a: [request('GET', '/repos/{owner}/{repo}/new-thing')] })).toContain(
      'unknown: it may be for GET /repos/{owner}/{repo}/new-thing',
    );
    const open = { ...token(only), 'orgs/example-shop/repos.json': repositories('public') };
    const seen = { a: [request('GET', '/repos/{owner}/{repo}/issues')] };
    expect(await standing(seen, open)).toContain('unknown: requests to public repositories');
    expect(await standing(seen)).toContain('unused');
    expect(await standing({ a: [request('GET', '/repos/{owner}/{repo}/issues', { token_id: 9 })] })).toContain(
      'unused',
    );
  });

  it('contents without Git in the log stay; workflows only where something was written', async () => {
    const both = token({ repository: { contents: 'read', workflows: 'write' } });
    const [api] = await review({ a: [request('GET', '/repos/{owner}/{repo}/issues')] }, both);
    expect(by(api, 'unknown')).toEqual(['contents: read']);
    expect(by(api, 'unused')).toEqual(['workflows: write']);
    const [pushed] = await review({ a: [git('git.push'), request('GET', '/repos/{owner}/{repo}/issues')] }, both);
    expect(by(pushed, 'unknown')).toEqual(['workflows: write']);
  });

  it('a log that lacks what GitHub says was done takes nothing away', async () => {
    const other = (time: string) => request('GET', '/rate_limit', { '@timestamp': Date.parse(time), token_id: 9 });
    const log = [other('2026-05-01T00:00:00Z'), other('2026-05-20T00:00:00Z')];
    const only = { repository: { secrets: 'write' } };
    const [inside] = await review({ a: log }, token(only, '2026-05-10T00:00:00Z'));
    expect(inside?.rows[0]?.why).toContain('used on 2026-05-10');
    const [before] = await review({ a: log }, token(only, '2026-04-10T00:00:00Z'));
    expect(by(before, 'unused')).toEqual(['secrets: write']);
  });

  it('what was refused was no use, and is told', async () => {
    const log = [
      request('PUT', '/repos/{owner}/{repo}/actions/secrets/{secret_name}', { status_code: 403 }),
      request('GET', '/orgs/{org}/members', { status_code: 403 }),
    ];
    const [found] = await review({ a: log }, token({ repository: { secrets: 'write' } }));
    expect(by(found, 'unused')).toEqual(['secrets: write']);
    expect(by(found, 'not-granted')).toEqual(['metadata: read or members: read', 'secrets: write']);
  });
});

describe('GitHub Apps', () => {
  it('are known by their bot; reading stays for what they are told of by webhook', async () => {
    const files = app({ issues: 'write', contents: 'write', administration: 'write', members: 'read' }, ['push']);
    const log = [
      request('PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', asApp),
      git('git.clone', { actor: 'x' }),
    ];
    const [found] = await review({ a: log }, files);
    expect(by(found, 'used')).toEqual(['issues: write']);
    expect(by(found, 'unused')).toEqual(['administration: write', 'contents: write']);
    expect(by(found, 'unknown')).toEqual(['members: read']);
    expect(JSON.parse(found?.patch?.text ?? '').permissions).toEqual({
      issues: 'write',
      contents: 'read',
      administration: 'read',
      members: 'read',
    });
  });

  it('a request that two permissions let through keeps both', async () => {
    const files = app({ issues: 'write', pull_requests: 'write' }, []);
    const log = [request('POST', '/repos/{owner}/{repo}/issues/{issue_number}/labels', asApp)];
    const [found] = await review({ a: log }, files);
    expect(by(found, 'used')).toEqual(['issues: write', 'pull_requests: write']);
    expect(found?.rows[0]?.why).toContain('pull_requests would do for it too');
  });

  it('requests of apps for users may be of any app', async () => {
    const files = app({ members: 'write' }, []);
    const forUser = { programmatic_access_type: 'GitHub App user-to-server token', token_id: 5 };
    const [found] = await review({ a: [request('GET', '/repos/{owner}/{repo}/issues', forUser)] }, files);
    expect(found?.rows).toMatchObject([
      { standing: 'unknown', why: expect.stringContaining('does not say of which app') },
    ]);
  });
});

describe('classic tokens', () => {
  it('get the permissions that a fine-grained token would need in their place', async () => {
    const classic = {
      token_id: 55,
      token_scopes: 'repo,admin:org,gist',
      programmatic_access_type: 'Personal access token (classic)',
    };
    const log = [request('GET', '/repos/{owner}/{repo}/pulls', classic), git('git.push', classic)];
    const [found] = await review({ a: log }, org);
    expect(found?.subject).toEqual({ id: 'github:token:55', name: 'Personal access token (classic) of ben-okafor' });
    expect(by(found, 'used')).toEqual(['repo']);
    expect(by(found, 'unused')).toEqual(['admin:org']);
    expect(by(found, 'unknown')).toEqual(['gist']);
    expect(JSON.parse(found?.patch?.text ?? '')).toEqual({ instead: { pull_requests: 'read', contents: 'write' } });
  });

  it('hostile records are no use', async () => {
    const log = [request('GET', '/x', { token_id: { a: 1 }, hashed_token: 7, actor: ['x'] }), request('', '')];
    expect(await review({ a: log }, org)).toEqual([]);
  });
});

describe('the list of requests', () => {
  const of = (method: string, route: string): string | undefined =>
    githubRequests
      .of(method, route)
      ?.map((it) => `${it.permission}:${it.level}`)
      .join(' ');

  it.each([
    ['GET', '/repos/{owner}/{repo}', 'metadata:read'],
    ['DELETE', '/repos/o/r', 'administration:write'],
    ['GET', '/repos/{owner}/{repo}/actions/runs/{run_id}', 'actions:read'],
    ['POST', '/repos/{owner}/{repo}/actions/runners/registration-token', 'administration:write'],
    ['PUT', '/repos/{owner}/{repo}/pulls/{pull_number}/merge', 'contents:write'],
    ['GET', '/repos/o/r/branches/main/protection', 'administration:read'],
    ['GET', '/orgs/{org}/rulesets', 'organization_administration:write'],
    ['PUT', '/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}', 'administration:write members:read'],
    ['GET', '/rate_limit', ''],
    ['GET', '/repos/{owner}/{repo}/no-such-thing', undefined],
  ])('%s %s', (method, route, wanted) => {
    expect(of(method, route)).toBe(wanted);
  });
});
