// SPDX-License-Identifier: Apache-2.0
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom, facts, type TestReply } from '../answers/testing/collect-from.ts';
import { readInventory } from '../read-inventory.ts';
import { oktaCollector } from './okta-collector.ts';

const examples = 'examples/audit/okta';
const variables = { OKTA_API_TOKEN: 'made-up', OKTA_CLIENT_ORGURL: 'https://example.okta.com' };

/** The saved answers of the examples, by the path that was asked. */
function answer(url: URL): TestReply | undefined {
  if (url.pathname === '/api/v1/iam/assignees/users') {
    return { body: { value: ['00u1', '00u2', '00u3', '00u5', '00u9'].map((id) => ({ id })) } };
  }
  // The examples have all users in one file.
  if (url.searchParams.has('filter')) return { body: [] };
  const file = `${examples}${url.pathname}.json`;
  const body: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const type = url.searchParams.get('type');
  return { body: type === null || !Array.isArray(body) ? body : body.filter((it) => it.type === type) };
}

describe('the collector of Okta', () => {
  it('tells the same as saved answers', async () => {
    const { inventory, requests, result } = await collectFrom(oktaCollector, answer, { variables });
    const saved = await readInventory([examples]);
    expect(facts(inventory)).toEqual(facts(saved.inventory));
    expect(result.refused).toEqual([]);
    expect(new Set(requests.map((it) => it.authorization))).toEqual(new Set(['SSWS made-up']));
    expect(requests.every((it) => it.url.startsWith('https://example.okta.com/api/v1/'))).toBe(true);
  });

  it('goes on over pages, and follows what is on each', async () => {
    const pages = (url: URL): TestReply | undefined => {
      if (url.pathname !== '/api/v1/apps') return { body: [] };
      const first = url.searchParams.get('after') === null;
      const app = (id: string): object => ({ id, label: id, signOnMode: 'OPENID_CONNECT' });
      return first
        ? {
            body: [app('0oa1')],
            headers: {
              link: '<https://example.okta.com/api/v1/apps?limit=200>; rel="self", <https://example.okta.com/api/v1/apps?after=0oa1&limit=200>; rel="next"',
            },
          }
        : { body: [app('0oa2')] };
    };
    const { inventory, requests } = await collectFrom(oktaCollector, pages, { variables });
    expect(inventory.of('okta.app').map((it) => it.appId)).toEqual(['0oa1', '0oa2']);
    expect(requests.map((it) => it.url)).toContain('https://example.okta.com/api/v1/apps/0oa2/grants');
  });

  it('keeps what was refused apart from what is not there', async () => {
    const { inventory } = await collectFrom(
      oktaCollector,
      (url) => (url.pathname === '/api/v1/logStreams' ? { status: 403, body: { errorSummary: 'no' } } : answer(url)),
      { variables },
    );
    expect(inventory.collected('okta.log-stream')).toBe('partial');
    expect(inventory.collected('okta.trusted-origin')).toBe('complete');
    expect(inventory.collected('okta.automation')).toBe('complete');
  });

  it('saves no client secret', async () => {
    const value = `made-up-${'x'.repeat(20)}`;
    const { saved } = await collectFrom(
      oktaCollector,
      (url) =>
        url.pathname === '/api/v1/apps'
          ? {
              body: [
                { id: '0oa1', label: 'a', signOnMode: 'X', credentials: { oauthClient: { client_secret: value } } },
              ],
            }
          : { body: [] },
      { variables },
    );
    expect(saved).not.toContain(value);
  });

  it('signs in as a service application with its key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const sent: { url: string; form: Readonly<Record<string, string>> }[] = [];
    const { requests } = await collectFrom(oktaCollector, answer, {
      variables: {
        OKTA_CLIENT_ORGURL: 'example.okta.com',
        OKTA_CLIENT_CLIENTID: '0oaService',
        OKTA_CLIENT_PRIVATEKEY: 'key.pem',
        OKTA_CLIENT_KID: 'key-1',
      },
      readFile: async () => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      exchange: async (url, form) => {
        sent.push({ url, form });
        return { access_token: 'of-the-service' };
      },
    });
    expect(requests[0]?.authorization).toBe('Bearer of-the-service');
    const [first] = sent;
    expect(first?.url).toBe('https://example.okta.com/oauth2/v1/token');
    expect(first?.form.scope).toContain('okta.apps.read');
    expect(first?.form.scope).not.toContain('manage');
    const [head = '', claims = '', signature = ''] = (first?.form.client_assertion ?? '').split('.');
    const verify = createVerify('sha256').update(`${head}.${claims}`);
    expect(verify.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'RS256', kid: 'key-1' });
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: '0oaService',
      sub: '0oaService',
      aud: 'https://example.okta.com/oauth2/v1/token',
    });
  });

  it('says how to sign in', async () => {
    const environment = { variables: { OKTA_CLIENT_ORGURL: 'example.okta.com' } };
    await expect(collectFrom(oktaCollector, answer, environment)).rejects.toThrow('set OKTA_API_TOKEN');
    await expect(collectFrom(oktaCollector, answer, {})).rejects.toThrow('organisation=');
  });
});

describe('saved answers of Okta', () => {
  it('give identities with what they may and how they sign in', async () => {
    const { inventory } = await readInventory([examples]);
    expect(inventory.find('identity', 'okta:user:00u1')).toMatchObject({
      email: 'anna.novak@example.com',
      roles: ['Super Administrator'],
      mfa: ['phishing-resistant'],
      enabled: true,
    });
    expect(inventory.find('credential', 'okta:credential:api-token/00T1')).toMatchObject({
      holder: 'okta:user:00u9',
      // The token ends on 28 June if it is not used for 30 days.
      lastUsed: { at: '2026-05-29T00:00:00.000Z' },
    });
    const powers = inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`);
    expect(powers).toContain('okta:credential:api-token/00T1 may-become okta:user:00u9');
    expect(powers).toContain('okta:user:00u9 can-change okta:organisation');
    expect(powers).toContain('okta:app:0oa2 can-change okta:organisation');
  });

  it('that have just as many entries as a page holds may go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenward-okta-'));
    mkdirSync(join(folder, 'okta'));
    const apps = (count: number): string =>
      JSON.stringify(
        Array.from({ length: count }, (_, index) => ({ id: `0oa${index}`, label: 'Shop', signOnMode: 'SAML_2_0' })),
      );
    writeFileSync(join(folder, 'okta/apps.json'), apps(20));
    const { inventory } = await readInventory([folder]);
    expect(inventory.collected('okta.app')).toBe('partial');
    expect(inventory.collections.find((it) => it.kind === 'okta.app')?.note).toContain('just 20 entries');
    writeFileSync(join(folder, 'okta/apps.json'), apps(21));
    expect((await readInventory([folder])).inventory.collected('okta.app')).toBe('complete');
  });

  it('that are hostile or broken lose nothing of the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenward-okta-'));
    mkdirSync(join(folder, 'okta'));
    const put = (name: string, content: string): void => writeFileSync(join(folder, 'okta', name), content);
    put(
      'apps.json',
      '[null, 7, [], {"id": 5, "label": {}}, {"id": "0oa1", "label": "x", "signOnMode": 1, "settings": "no"}]',
    );
    put(
      'users.json',
      '[{"id": "00u1", "profile": {"login": "a@example.com"}, "__proto__": {"status": "DEPROVISIONED"}}]',
    );
    put('api-tokens.json', '[{"id": "00T1"');
    const { inventory, problems } = await readInventory(['.'], { cwd: folder });
    expect(inventory.of('okta.app').map((it) => it.appId)).toEqual(['5', '0oa1']);
    expect(inventory.of('okta.user')[0]).not.toHaveProperty('status');
    expect(problems.length).toBeGreaterThan(0);
  });
});
