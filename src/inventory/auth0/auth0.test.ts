// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom, facts, type TestReply } from '../answers/testing/collect-from.ts';
import { readInventory } from '../read-inventory.ts';
import { auth0Collector } from './auth0-collector.ts';

const examples = 'examples/audit/auth0';
const variables = { AUTH0_API_TOKEN: 'made-up', AUTH0_DOMAIN: 'example-shop.eu.auth0.com' };

/** The saved answers of the examples, with totals where they were asked for. */
function answer(url: URL): TestReply {
  const name = url.pathname.replace('/api/v2/', '');
  const file = `${examples}/${name}.json`;
  const body: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  if (!url.searchParams.has('include_totals') || !Array.isArray(body)) return { body };
  return { body: { start: 0, limit: 100, total: body.length, [name.replaceAll('-', '_')]: body } };
}

describe('the collector of Auth0', () => {
  it('tells the same as saved answers', async () => {
    const { inventory, requests, result } = await collectFrom(auth0Collector, answer, { variables });
    const read = await readInventory([examples]);
    expect(facts(inventory)).toEqual(facts(read.inventory));
    expect(result.refused).toEqual([]);
    expect(requests.every((it) => it.url.startsWith('https://example-shop.eu.auth0.com/api/v2/'))).toBe(true);
    expect(inventory.collected('auth0.log-stream')).toBe('complete');
  });

  it('goes on over pages', async () => {
    const page = (url: URL): TestReply => {
      if (url.pathname !== '/api/v2/clients') return { body: [] };
      const start = Number(url.searchParams.get('page')) * 100;
      const clients = Array.from({ length: Math.min(100, 250 - start) }, (_, index) => ({
        client_id: `c${start + index}`,
        app_type: 'spa',
      }));
      return { body: { start, limit: 100, total: 250, clients } };
    };
    const { inventory, requests } = await collectFrom(auth0Collector, page, { variables });
    expect(inventory.of('auth0.client')).toHaveLength(250);
    expect(requests.filter((it) => it.url.includes('/clients?'))).toHaveLength(3);
  });

  it('goes on by the size of page that the answer names, where it is less than was asked for', async () => {
    const page = (url: URL): TestReply => {
      if (url.pathname !== '/api/v2/grants') return { body: [] };
      const start = Number(url.searchParams.get('page')) * 50;
      const grants = Array.from({ length: Math.min(50, 120 - start) }, (_, index) => ({
        id: `g${start + index}`,
        clientID: 'c1',
        user_id: 'auth0|1',
        scope: [],
      }));
      return { body: { start, limit: 50, total: 120, grants } };
    };
    const { inventory } = await collectFrom(auth0Collector, page, { variables });
    expect(inventory.of('auth0.consent')).toHaveLength(120);
  });

  it('asks for a token with the secret of an application', async () => {
    const sent: { url: string; form: Readonly<Record<string, string>> }[] = [];
    const { requests } = await collectFrom(auth0Collector, answer, {
      variables: { AUTH0_DOMAIN: 'example-shop.eu.auth0.com', AUTH0_CLIENT_ID: 'c1', AUTH0_CLIENT_SECRET: 'made-up' },
      exchange: async (url, form) => {
        sent.push({ url, form });
        return { access_token: 'of-the-application' };
      },
    });
    expect(sent[0]).toMatchObject({
      url: 'https://example-shop.eu.auth0.com/oauth/token',
      form: { grant_type: 'client_credentials', audience: 'https://example-shop.eu.auth0.com/api/v2/' },
    });
    expect(requests[0]?.authorization).toBe('Bearer of-the-application');
  });

  it('saves neither code nor secrets', async () => {
    const value = `made-up-${'x'.repeat(20)}`;
    const bodies: Readonly<Record<string, unknown>> = {
      '/api/v2/clients': {
        total: 1,
        clients: [
          {
            client_id: 'c1',
            app_type: 'spa',
            client_secret: value,
            addons: { azure_sb: { sasKey: value, name: 'n' } },
          },
        ],
      },
      '/api/v2/resource-servers': {
        total: 1,
        resource_servers: [
          { id: 's', identifier: 'https://api.example.com', signing_alg: 'HS256', signing_secret: value },
        ],
      },
      '/api/v2/actions/actions': { total: 1, actions: [{ id: 'a', name: 'n', supported_triggers: [], code: value }] },
      '/api/v2/rules': { total: 1, rules: [{ id: 'r', name: 'n', script: value, order: 1, stage: 's' }] },
      '/api/v2/log-streams': [
        { id: 'l', name: 'n', status: 'active', sink: { splunkToken: value, httpAuthorization: value } },
        { id: 'm', name: 'n', status: 'active', sink: { httpCustomHeaders: [{ header: 'X-Key', value }] } },
        { id: 'o', name: 'n', status: 'active', sink: { sumoSourceAddress: value } },
      ],
      '/api/v2/connections': {
        total: 1,
        connections: [
          { id: 'k', name: 'n', strategy: 'auth0', options: { configuration: { KEY: value }, client_secret: value } },
          {
            id: 'q',
            name: 'n',
            strategy: 'samlp',
            options: { signing_key: { key: value }, decryptionKey: { key: value } },
          },
        ],
      },
    };
    const { saved, inventory } = await collectFrom(auth0Collector, (url) => ({ body: bodies[url.pathname] ?? [] }), {
      variables,
    });
    expect(saved).not.toContain(value);
    expect(inventory.of('auth0.code').map((it) => it.type)).toEqual(['action', 'rule']);
    expect(inventory.of('auth0.resource-server').map((it) => it.algorithm)).toEqual(['HS256']);
  });

  it('says how to sign in', async () => {
    const environment = { variables: { AUTH0_DOMAIN: 'example-shop.eu.auth0.com' } };
    await expect(collectFrom(auth0Collector, answer, environment)).rejects.toThrow('AUTH0_CLIENT_ID');
    await expect(collectFrom(auth0Collector, answer, {})).rejects.toThrow('domain=');
  });
});

describe('saved answers of Auth0', () => {
  it('give applications, what they may, and powers', async () => {
    const { inventory } = await readInventory([examples]);
    const client = 'auth0:client:c0000000000000000000000000000003';
    expect(inventory.find('grant', 'auth0:grant:client/cgr_1')).toMatchObject({
      to: client,
      permissions: ['read:users', 'update:users', 'create:users'],
    });
    const powers = inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`);
    expect(powers).toContain(`${client} can-change auth0:tenant`);
    expect(inventory.find('auth0.mfa-policy', 'auth0:mfa-policy')?.policies).toEqual([]);
  });

  it('that are hostile or broken lose nothing of the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenward-auth0-'));
    mkdirSync(join(folder, 'auth0/guardian'), { recursive: true });
    writeFileSync(
      join(folder, 'auth0/clients.json'),
      '[1, {"client_id": "c1", "callbacks": {"a": 1}, "refresh_token": []}]',
    );
    writeFileSync(join(folder, 'auth0/guardian/policies.json'), '["all-applications", 7]');
    writeFileSync(join(folder, 'auth0/resource-servers.json'), '[{"id": "r"');
    const { inventory, problems } = await readInventory(['.'], { cwd: folder });
    expect(inventory.of('auth0.client').map((it) => it.callbacks)).toEqual([undefined]);
    expect(inventory.of('auth0.mfa-policy')[0]?.policies).toEqual(['all-applications']);
    expect(problems.length).toBeGreaterThan(0);
  });
});
