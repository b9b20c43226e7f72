// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { runCollector } from '../collect/run-collector.ts';
import { environment, request } from '../collect/testing/collecting.ts';
import { type ScriptedServer, startServer } from '../collect/testing/scripted-server.ts';
import { serveAnswers } from '../collect/testing/serve-answers.ts';
import { readInventory } from '../read-inventory.ts';
import { gitlabCollector } from './gitlab-collector.ts';

const example = fileURLToPath(new URL('../../../examples/audit/gitlab/', import.meta.url));
const signedIn = { ...environment, variables: { GITLAB_TOKEN: 'made-up' } };
let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
});

describe('a GitLab group', () => {
  it('is the same inventory, read live or from answers that people saved', async () => {
    const answers = serveAnswers({ folder: example, prefix: '/api/v4' });
    const hush = `value-${'x'.repeat(6)}`;
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
    });
    answers.origin = server.origin;
    const { file, failed } = await runCollector(
      request(server.origin, {
        collector: gitlabCollector,
        environment: signedIn,
        options: { 'base-url': server.origin, group: 'example-shop', instance: 'yes' },
      }),
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
    expect(server.requests.some((it) => it.path.includes('/projects/4201/access_tokens'))).toBe(true);
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
