// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { permissionsOf } from '../collect/permissions.ts';
import { runCollector } from '../collect/run-collector.ts';
import { createClock, environment, newFolder, request } from '../collect/testing/collecting.ts';
import { onceEach, passingFaults } from '../collect/testing/faults.ts';
import { type Fault, type ScriptedServer, startServer } from '../collect/testing/scripted-server.ts';
import { serveAnswers } from '../collect/testing/serve-answers.ts';
import { readInventory } from '../read-inventory.ts';
import { githubCollector } from './github-collector.ts';

const example = fileURLToPath(new URL('../../../examples/audit/github/', import.meta.url));
const signedIn = { ...environment, variables: { GH_TOKEN: 'for github.com alone', GH_ENTERPRISE_TOKEN: 'hush-hush' } };
let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
});

/** An organisation like the example's; GitHub's later pages have numbers for names. */
async function start(fault?: (path: string, times: number) => Fault | undefined): Promise<string> {
  const answers = serveAnswers({
    folder: example,
    nextPath: (path) =>
      path.replace('/orgs/example-shop', '/organizations/501').replace('/repos/example-shop/', '/repositories/6'),
  });
  server = await startServer((path) => {
    if (path === '/graphql') return { body: JSON.parse(readFileSync(join(example, 'graphql-sign-on.json'), 'utf8')) };
    const action = /\/audit-log\?phrase=action:([\w.]+)/.exec(path)?.[1];
    if (action === undefined) return answers.reply(path);
    const log: readonly { readonly action: string }[] = JSON.parse(
      readFileSync(join(example, 'orgs/example-shop/audit-log.json'), 'utf8'),
    );
    return { body: log.filter((it) => it.action === action) };
  }, fault);
  answers.origin = server.origin;
  return server.origin;
}

function write(files: Readonly<Record<string, unknown>>): string {
  const folder = newFolder();
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof body === 'string' ? body : JSON.stringify(body));
  }
  return folder;
}

describe('a GitHub organisation', () => {
  it('is the same inventory, read live or from answers that people saved', async () => {
    const origin = await start();
    const { file, failed } = await runCollector(
      request(origin, {
        collector: githubCollector,
        environment: signedIn,
        options: { 'base-url': origin, organisation: 'example-shop' },
      }),
    );
    expect(failed).toEqual([]);
    expect(readFileSync(file, 'utf8')).not.toContain('hush-hush');
    const live = await readInventory(['.'], { cwd: dirname(file) });
    const saved = await readInventory([example]);
    const ids = (it: typeof live): readonly string[] =>
      [...it.inventory.all()]
        // Who was active when no API tells: only the report does.
        .filter((item) => item.kind !== 'github.activity')
        .map((item) => `${item.kind} ${item.id}`)
        .toSorted();
    expect(ids(live)).toEqual(ids(saved));
    expect(live.problems).toEqual([]);
    expect([...live.inventory.all()].filter((item) => !itemSchema.safeParse(item).success)).toEqual([]);
    expect(server?.requests.every((it) => it.authorization === 'Bearer hush-hush')).toBe(true);
  });

  it('says what was refused, and that the rest is complete', async () => {
    const origin = await start();
    const { file, refused } = await runCollector(
      request(origin, {
        collector: githubCollector,
        environment: signedIn,
        options: { 'base-url': origin, organisation: 'example-shop' },
      }),
    );
    expect(refused.some((it) => it.path === '/repos/example-shop/web/actions/permissions' && it.status === 404)).toBe(
      true,
    );
    const { inventory } = await readInventory(['.'], { cwd: dirname(file) });
    expect(inventory.collected('github.installation')).toBe('complete');
    expect(inventory.collected('github.actions-policy')).toBe('partial');
  });

  it('waits, tries again and signs in again, and misses nothing', async () => {
    const quiet = await start();
    const options = (origin: string) => ({ 'base-url': origin, organisation: 'example-shop' });
    const all = await runCollector(
      request(quiet, { collector: githubCollector, environment: signedIn, options: options(quiet) }),
    );
    await server?.close();
    const passing = onceEach(passingFaults);
    const troubled = await start((path, times) =>
      path.includes('/installations') && times === 0 ? { kind: 'status', status: 401 } : passing(path, times),
    );
    const clock = createClock();
    const made = await runCollector(
      request(troubled, { collector: githubCollector, environment: signedIn, options: options(troubled), clock }),
    );
    expect(made.failed).toEqual([]);
    expect(made.pages).toBe(all.pages);
    expect(made.refused.map((it) => it.path)).toEqual(all.refused.map((it) => it.path));
    expect(clock.slept.length).toBeGreaterThanOrEqual(passingFaults.length);
    expect(server?.requests.filter((it) => it.path.includes('/installations')).length).toBeGreaterThan(1);
  });

  it('asks how a branch is protected where it is, and for owners where they must approve', () => {
    const follow = (path: string, body: unknown): readonly string[] =>
      githubCollector.follow({ path, tells: [], permission: '' }, { path, body, headers: {} }).map((it) => it.path);
    expect(follow('/repos/x/y/branches/main', { name: 'main', protected: false })).toEqual([]);
    expect(follow('/repos/x/y/branches/a%2Fb', { name: 'a/b', protected: true })).toEqual([
      '/repos/x/y/branches/a%2Fb/protection',
    ]);
    const asks = [{ type: 'pull_request', parameters: { require_code_owner_review: true } }];
    expect(follow('/repos/x/y/rules/branches/main?per_page=100', [{ type: 'deletion' }])).toEqual([]);
    expect(follow('/repos/x/y/rules/branches/main?per_page=100', asks)).toEqual([
      '/repos/x/y/contents/.github/CODEOWNERS',
    ]);
    expect(follow('/repos/x/y/contents/.github/CODEOWNERS', null)).toEqual(['/repos/x/y/contents/CODEOWNERS']);
    expect(follow('/repos/x/y/contents/CODEOWNERS', { type: 'file' })).toEqual([]);
    expect(follow('/repos/x/y/contents/docs/CODEOWNERS', null)).toEqual([]);
    const rulesets = [
      { id: 1, source_type: 'Organization' },
      { id: 2, source_type: 'Repository' },
    ];
    expect(follow('/repos/x/y/rulesets?per_page=100', rulesets)).toEqual(['/repos/x/y/rulesets/2']);
    expect(follow('/orgs/x/rulesets?per_page=100', rulesets)).toEqual(['/orgs/x/rulesets/1', '/orgs/x/rulesets/2']);
    const environments = {
      environments: [
        { name: 'a b', deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
        { name: 'c', deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } },
        { name: 'd', deployment_branch_policy: null },
      ],
    };
    expect(follow('/repos/x/y/environments?per_page=100', environments)).toEqual([
      '/repos/x/y/environments/a%20b/secrets?per_page=100',
      '/repos/x/y/environments/a%20b/deployment-branch-policies?per_page=100',
      '/repos/x/y/environments/c/secrets?per_page=100',
      '/repos/x/y/branches?protected=true&per_page=100',
      '/repos/x/y/environments/d/secrets?per_page=100',
    ]);
  });

  it('asks for all people who are linked to the identity provider, page by page', async () => {
    const page = (login: string, more: boolean) => ({
      login: 'X',
      samlIdentityProvider: {
        externalIdentities: {
          pageInfo: { hasNextPage: more, endCursor: `after "${login}"` },
          edges: [{ node: { user: { login }, samlIdentity: { nameId: `${login}@example.com` } } }],
        },
      },
    });
    server = await startServer((path, _request, body) => {
      if (path !== '/graphql') return undefined;
      return { body: { data: { organization: page(body.includes('after') ? 'b' : 'a', !body.includes('after')) } } };
    });
    const { file } = await runCollector(
      request(server.origin, {
        collector: { ...githubCollector, calls: (it) => githubCollector.calls(it).filter((one) => one.graphql) },
        environment: signedIn,
        options: { 'base-url': server.origin, organisation: 'x' },
      }),
    );
    expect(JSON.parse(server.requests[1]?.body ?? '').query).toContain('after: "after \\"a\\""');
    const { inventory } = await readInventory(['.'], { cwd: dirname(file) });
    expect(inventory.of('github.external-identity').map((it) => it.login)).toEqual(['a', 'b']);
    expect(inventory.of('github.sign-on')).toMatchObject([{ saml: true, allLinked: true }]);
  });

  it('names every permission that its calls need before it makes them', () => {
    const named = new Set(permissionsOf(githubCollector, { organisation: 'x' }).map((it) => it.permission));
    const pages: readonly (readonly [string, unknown])[] = [
      ['/orgs/x/repos', [{ full_name: 'x/y', default_branch: 'main' }]],
      ['/orgs/x/rulesets', [{ id: 1 }]],
      ['/repos/x/y/rulesets', [{ id: 1, source_type: 'Repository' }]],
      ['/repos/x/y/branches/main', { protected: true }],
      ['/repos/x/y/rules/branches/main', [{ parameters: { require_code_owner_review: true } }]],
      [
        '/repos/x/y/environments',
        { environments: [{ name: 'a', deployment_branch_policy: { protected_branches: true } }] },
      ],
    ];
    const used = pages.flatMap(([path, body]) =>
      githubCollector.follow({ path, tells: [], permission: '' }, { path, body, headers: {} }),
    );
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter((it) => !named.has(it.permission)).map((it) => it.path)).toEqual([]);
  });

  it('asks gh for a token, by the host of the server', async () => {
    const asked: string[] = [];
    const run = async (command: string, args: readonly string[]): Promise<string | undefined> => {
      asked.push([command, ...args].join(' '));
      return undefined;
    };
    const options = { organisation: 'x', 'base-url': 'https://ghe.example.com/api/v3' };
    await expect(githubCollector.authenticate({ ...environment, run }, options)).rejects.toThrow('gh auth login');
    expect(asked).toEqual(['gh auth token --hostname ghe.example.com']);
    expect(githubCollector.calls(options).find((it) => it.graphql !== undefined)?.path).toBe(
      'https://ghe.example.com/api/graphql#sign-on',
    );
  });

  it('asks nothing of archived repositories', () => {
    const list = { path: '/orgs/x/repos?per_page=100', tells: [], permission: '' };
    const body = [
      { full_name: 'x/a', archived: true },
      { full_name: 'x/b b', archived: false },
    ];
    const calls = githubCollector.follow(list, { path: list.path, body, headers: {} });
    expect(new Set(calls.map((it) => it.path.split('/').slice(0, 4).join('/')))).toEqual(new Set(['/repos/x/b%20b']));
  });
});

describe('answers that people saved', () => {
  it('are known by their path, or by what they say', async () => {
    const cwd = write({
      'repos/notes/orgs/Example-Shop/hooks.json': [
        { id: 1, active: true, events: [], config: { url: 'https://a.example.com' } },
      ],
      'apps.json': {
        total_count: 1,
        installations: [
          { id: 1, account: { login: 'Example-Shop' }, app_slug: 'a', repository_selection: 'all', permissions: {} },
        ],
      },
      'other.json': { installations: 'none' },
      'orgs/x/unheard-of.json': [],
    });
    const { inventory, byReader, passedOver } = await readInventory(['.'], { cwd });
    expect(inventory.of('github.hook').map((it) => it.id)).toEqual(['github:hook:organization:example-shop/1']);
    expect(inventory.of('github.installation').map((it) => it.id)).toEqual(['github:installation:example-shop/a']);
    expect({ byReader, passedOver }).toEqual({ byReader: { 'github.api': 2 }, passedOver: 2 });
  });

  it('an empty list says that there is none; one that is cut says that there is more', async () => {
    const cwd = write({
      'orgs/x/hooks.json': [],
      'orgs/x/actions/secrets.json': { total_count: 2, secrets: [{ name: 'A', visibility: 'all' }] },
    });
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.collected('github.hook')).toBe('complete');
    expect(inventory.collected('github.secret')).toBe('partial');
    expect(inventory.collected('github.runner')).toBe('none');
  });

  it('pages that gh wrote one behind the other are one list', async () => {
    const page = (name: string): string => JSON.stringify({ total_count: 2, secrets: [{ name, visibility: 'all' }] });
    const cwd = write({ 'orgs/x/actions/secrets.json': page('A') + page('B') });
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.of('github.secret').map((it) => it.name)).toEqual(['A', 'B']);
    expect(inventory.collected('github.secret')).toBe('complete');
  });

  it('hostile values are left out, and lose nothing else', async () => {
    const cwd = write({
      'orgs/x/installations.json': `{"total_count":1,"installations":[7,null,{"app_slug":{"a":1}},{"app_slug":"ok","permissions":{"__proto__":"admin","contents":["write"],"x":"read"},"created_at":"not a date","account":7}]}`,
      'orgs/x/hooks.json': '[{"id":{}},{"id":5,"config":"none","events":"push"}]',
      'repos/x/y/keys.json': '[{"id":1e400},{"id":2,"created_at":99999999999999999}]',
    });
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.of('github.installation').map((it) => Object.entries(it.permissions))).toEqual([
      [
        ['__proto__', 'admin'],
        ['x', 'read'],
      ],
    ]);
    expect(inventory.of('github.hook').map((it) => it.id)).toEqual(['github:hook:organization:x/5']);
    expect(inventory.of('github.deploy-key').map((it) => it.created)).toEqual([undefined]);
  });

  it('relations lead from who has power to what it reaches', async () => {
    const { inventory } = await readInventory([example]);
    const found = inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'github:user:david-kim owns github:organization:example-shop',
        'github:organization:example-shop owns github:repository:example-shop/web',
        'github:app:shipit-deployer can-change github:organization:example-shop',
        'github:credential:deploy-key:example-shop/web/71 can-change github:repository:example-shop/web',
        'github:user:david-kim holds github:credential:fine-grained-token:example-shop/32',
        'github:organization:example-shop can-read github:credential:secret:actions:organization:example-shop/REGISTRY_TOKEN',
      ]),
    );
    expect(inventory.find('identity', 'github:user:david-kim')).toMatchObject({
      email: 'david.kim@example.com',
      roles: ['owner of example-shop'],
    });
    expect(inventory.find('application', 'github:app:team-sync')?.origin).toBe('own');
    expect(inventory.find('application', 'github:app:shipit-deployer')?.origin).toBe('third-party');
  });
});
