// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { permissionsOf } from '../collect/permissions.ts';
import { runCollector } from '../collect/run-collector.ts';
import { createClock, environment, request } from '../collect/testing/collecting.ts';
import { onceEach, passingFaults } from '../collect/testing/faults.ts';
import { type Fault, type ScriptedServer, startServer } from '../collect/testing/scripted-server.ts';
import { serveAnswers } from '../collect/testing/serve-answers.ts';
import { readInventory } from '../read-inventory.ts';
import { gitlabCollector } from './gitlab-collector.ts';
import { readGitlabResponse } from './gitlab-responses.ts';

const example = fileURLToPath(new URL('../../../examples/audit/gitlab/', import.meta.url));
const signedIn = { ...environment, variables: { GITLAB_TOKEN: 'made-up' } };
let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
});

const hush = `value-${'x'.repeat(6)}`;
const signIn = (options: object) => ({ collector: gitlabCollector, environment: signedIn, options: { ...options } });

/** A server like the example's, which hands out values of variables too. */
async function start(fault?: (path: string, times: number) => Fault | undefined): Promise<string> {
  const answers = serveAnswers({ folder: example, prefix: '/api/v4' });
  server = await startServer((path, { headers }) => {
    if (headers['private-token'] !== 'made-up') return { status: 401, body: {} };
    if (path.startsWith('/api/v4/groups/example-shop/projects?'))
      return {
        body: [
          {
            id: 4201,
            path_with_namespace: 'example-shop/warehouse',
            visibility: 'private',
            archived: false,
            runners_token: hush,
          },
        ],
      };
    if (path.startsWith('/api/v4/groups/example-shop/runners?'))
      return { body: [{ id: 6, description: 'wh-runner-1' }] };
    const reply = answers.reply(path);
    if (path.includes('/variables') && Array.isArray(reply?.body))
      return { ...reply, body: reply.body.map((it: object) => ({ ...it, value: hush })) };
    return reply;
  }, fault);
  answers.origin = server.origin;
  return server.origin;
}

describe('a GitLab group', () => {
  it('is the same inventory, read live or from answers that people saved', async () => {
    const origin = await start();
    const { file, failed } = await runCollector(
      request(origin, signIn({ 'base-url': origin, group: 'example-shop', instance: 'yes' })),
    );
    expect(failed).toEqual([]);
    expect(readFileSync(file, 'utf8')).not.toContain(hush);
    const live = await readInventory(['.'], { cwd: dirname(file) });
    const saved = await readInventory([example]);
    const ids = (it: typeof live): readonly string[] =>
      [...it.inventory.all()].map((item) => `${item.kind} ${item.id}`).toSorted();
    expect(ids(live)).toEqual(ids(saved));
    expect(live.inventory.of('gitlab.variable').map((it) => it.name)).toEqual([
      'ERP_API_KEY',
      'DEPLOY_TOKEN',
      'NODE_VERSION',
    ]);
    expect([...live.inventory.all()].filter((item) => !itemSchema.safeParse(item).success)).toEqual([]);
    expect(server?.requests.some((it) => it.path.includes('/projects/4201/access_tokens'))).toBe(true);
  });

  it('waits, tries again and signs in again, and misses nothing', async () => {
    const options = (origin: string) => signIn({ 'base-url': origin, group: 'example-shop', instance: 'yes' });
    const quiet = await start();
    const all = await runCollector(request(quiet, options(quiet)));
    await server?.close();
    const passing = onceEach(passingFaults);
    const troubled = await start((path, times) =>
      path.includes('/members/all') && times === 0 ? { kind: 'status', status: 401 } : passing(path, times),
    );
    const clock = createClock();
    const made = await runCollector(request(troubled, { ...options(troubled), clock }));
    expect(made.failed).toEqual([]);
    expect(made.pages).toBe(all.pages);
    expect(made.refused.map((it) => it.path)).toEqual(all.refused.map((it) => it.path));
    expect(clock.slept.length).toBeGreaterThanOrEqual(passingFaults.length);
  });

  it('says what a group without Premium does not tell, and reads the rest', async () => {
    const paid = /protected_environments|push_rule|security_settings|approval|service_accounts|billable_members/;
    const origin = await start((path) =>
      paid.test(path) ? { kind: 'status', status: 403, body: '{"message":"403 Forbidden"}' } : undefined,
    );
    const result = await runCollector(
      request(origin, signIn({ 'base-url': origin, group: 'example-shop', instance: 'yes' })),
    );
    expect(result.failed).toEqual([]);
    expect(result.refused.filter((it) => paid.test(it.path) && !it.optional)).toEqual([]);
    const { inventory } = await readInventory(['.'], { cwd: dirname(result.file) });
    expect(inventory.collected('gitlab.protected-environment')).toBe('partial');
    expect(inventory.collected('gitlab.protected-tag')).toBe('complete');
  });

  it('names every permission that its calls need before it makes them', () => {
    const named = new Set(permissionsOf(gitlabCollector, { group: 'x' }).map((it) => it.permission));
    const used = ['descendant_groups', 'projects', 'runners', 'service_accounts'].flatMap((list) => {
      const path = `/api/v4/groups/x/${list}?per_page=100`;
      return gitlabCollector.follow({ path, tells: [], permission: '' }, { path, body: [{ id: 5 }], headers: {} });
    });
    expect(used.map((it) => it.path)).toContain(
      '/api/v4/groups/x/service_accounts/5/personal_access_tokens?state=active&per_page=100',
    );
    expect(used.filter((it) => !named.has(it.permission)).map((it) => `${it.path}: ${it.permission}`)).toEqual([]);
  });

  it('a token of a service account acts as it', async () => {
    const { inventory } = await readInventory([example]);
    expect(inventory.find('identity', 'gitlab:user:957')?.type).toBe('service-account');
    expect(inventory.find('credential', 'gitlab:credential:token:group:example-shop/15')).toMatchObject({
      type: 'personal-access-token',
      holder: 'gitlab:user:957',
    });
  });

  it('a token of an enterprise user acts as its user, and belongs to no server', () => {
    const path = '/api/v4/groups/Example-Shop/manage/personal_access_tokens?state=active&per_page=100';
    const body = [{ id: 9, name: 'laptop', user_id: 5, scopes: ['api'], active: true, expires_at: null }];
    const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'x' };
    expect([...readGitlabResponse(path, body, where, () => undefined)]).toMatchObject([
      { kind: 'gitlab.token', id: 'gitlab:token:group:example-shop/9', user: '5', personal: true, expires: 'never' },
    ]);
  });

  it('asks glab for a token, by the host of the server', async () => {
    const asked: string[] = [];
    const run = async (command: string, args: readonly string[]): Promise<string | undefined> => {
      asked.push([command, ...args].join(' '));
      return 'made-up';
    };
    const options = { group: 'x', 'base-url': 'https://gitlab.example.com' };
    expect(await gitlabCollector.authenticate({ ...environment, run }, options)).toEqual({
      'private-token': 'made-up',
    });
    expect(asked).toEqual(['glab config get token --host gitlab.example.com']);
  });

  it('encodes the path of a group, and asks what only administrators see on request', () => {
    const paths = (options: Record<string, string>): readonly string[] =>
      gitlabCollector.calls(options).map((it) => it.path);
    expect(paths({ group: 'a/b' })[0]).toBe('/api/v4/groups/a%2Fb?with_projects=false');
    expect(paths({ group: 'a' })).not.toContain('/api/v4/application/settings');
    expect(paths({ group: 'a', instance: 'yes' })).toContain('/api/v4/application/settings');
  });

  it('relations lead from who has power to what it reaches', async () => {
    const { inventory } = await readInventory([example]);
    const found = inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'gitlab:user:901 owns gitlab:group:example-shop',
        'gitlab:group:example-shop owns gitlab:project:example-shop/warehouse',
        'gitlab:credential:token:group:example-shop/11 can-change gitlab:group:example-shop',
        'gitlab:credential:deploy-key:project:4201/31 can-change gitlab:project:example-shop/warehouse',
        'gitlab:project:example-shop/warehouse can-read gitlab:credential:variable:project:4201/ERP_API_KEY',
      ]),
    );
  });
});
