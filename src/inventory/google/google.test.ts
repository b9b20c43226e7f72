// SPDX-License-Identifier: Apache-2.0
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom, facts, type TestReply } from '../answers/testing/collect-from.ts';
import { readInventory } from '../read-inventory.ts';
import { googleCollector } from './google-collector.ts';

const examples = 'examples/audit/google';
const variables = { TOKENWARD_GOOGLE_TOKEN: 'made-up' };

function saved(name: string): TestReply {
  const file = `${examples}/${name}.json`;
  return { body: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {} };
}

/** The saved answers of the examples, by the path that was asked; policies come all with the first filter. */
function answer(url: URL): TestReply {
  if (url.host === 'cloudidentity.googleapis.com') {
    return url.searchParams.get('filter') === 'setting.type.matches("security.*")' ? saved('policies') : { body: {} };
  }
  const path = decodeURIComponent(url.pathname)
    .replace('/admin/directory/v1/', '')
    .replace('customer/my_customer/', '')
    .replace('/admin/reports/v1/activity/users/all/', '');
  return saved(path);
}

describe('the collector of Google Workspace', () => {
  it('tells the same as saved answers', async () => {
    const { inventory, requests, result } = await collectFrom(googleCollector, answer, { variables });
    const read = await readInventory([examples]);
    // No API lists domain-wide delegation: that table is only in the folder.
    const ours = facts(read.inventory).filter((it) => !JSON.stringify(it).includes('110000000000000000001'));
    expect(facts(inventory)).toEqual(ours);
    expect(result.refused).toEqual([]);
    expect(new Set(requests.map((it) => new URL(it.url).host))).toEqual(
      new Set(['admin.googleapis.com', 'cloudidentity.googleapis.com']),
    );
    expect(inventory.collected('google.delegation')).toBe('none');
    expect(inventory.collected('google.app-password')).toBe('complete');
  });

  it('goes on over pages', async () => {
    const { inventory, requests } = await collectFrom(
      googleCollector,
      (url) => {
        if (url.pathname !== '/admin/directory/v1/users') return { body: {} };
        const page = url.searchParams.get('pageToken');
        return page === null
          ? { body: { nextPageToken: 'a/b=', users: [{ primaryEmail: 'A@example.com', id: '1' }] } }
          : { body: { users: [{ primaryEmail: 'b@example.com', id: '2' }] } };
      },
      { variables },
    );
    expect(inventory.of('google.user').map((it) => it.email)).toEqual(['a@example.com', 'b@example.com']);
    expect(requests.map((it) => new URL(it.url).pathname)).toContain('/admin/directory/v1/users/b%40example.com/asps');
  });

  it('signs in with the key of a service account that acts as an administrator', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = JSON.stringify({
      client_email: 'audit@example-shop.iam.gserviceaccount.com',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    });
    const sent: Readonly<Record<string, string>>[] = [];
    const { requests } = await collectFrom(
      googleCollector,
      answer,
      {
        readFile: async (path) => (path === 'key.json' ? key : undefined),
        exchange: async (_url, form) => {
          sent.push(form);
          return { access_token: 'delegated' };
        },
      },
      { 'key-file': 'key.json', subject: 'anna.novak@example.com' },
    );
    expect(requests[0]?.authorization).toBe('Bearer delegated');
    const [head = '', claims = '', signature = ''] = (sent[0]?.assertion ?? '').split('.');
    const verify = createVerify('sha256').update(`${head}.${claims}`);
    expect(verify.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    const told = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(told).toMatchObject({ sub: 'anna.novak@example.com', aud: 'https://oauth2.googleapis.com/token' });
    // Everything but the list of tokens and passwords can be had with a scope that only reads.
    const writing = told.scope.split(' ').filter((it: string) => !it.endsWith('readonly'));
    expect(writing).toEqual(['https://www.googleapis.com/auth/admin.directory.user.security']);
  });

  it('says how to sign in, and does not quote a key that is no key', async () => {
    await expect(collectFrom(googleCollector, answer, {})).rejects.toThrow('TOKENWARD_GOOGLE_TOKEN');
    const broken = { client_email: 'a@example.com', private_key: 'not-a-key-at-all' };
    const failing = collectFrom(
      googleCollector,
      answer,
      { readFile: async () => JSON.stringify(broken) },
      { 'key-file': 'key.json', subject: 'anna.novak@example.com' },
    );
    await expect(failing).rejects.toThrow('cannot be used for signing');
    await expect(failing).rejects.not.toThrow('not-a-key-at-all');
  });
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-google-'));
  mkdirSync(join(folder, 'google'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('saved answers of Google', () => {
  it('give grants with what the log says of their use, and powers', async () => {
    const { inventory } = await readInventory([examples]);
    const client = '555000111444-importer.apps.googleusercontent.com';
    expect(inventory.find('grant', `google:grant:102/${client}`)).toMatchObject({
      to: `google:client:${client}`,
      principal: 'google:user:ben.okafor@example.com',
      created: '2025-12-10T10:00:00.000Z',
      lastUsed: { at: '2026-01-20T10:00:00.000Z' },
    });
    expect(inventory.find('identity', 'google:user:carla.rossi@example.com')).toMatchObject({
      mfa: [],
      roles: ['Help desk'],
    });
    const powers = inventory.of('relation').map((it) => `${it.from} ${it.relation} ${it.to}`);
    expect(powers).toContain('google:client:110000000000000000001 may-become google:organisation');
    expect(powers).toContain('google:user:anna.novak@example.com can-change google:organisation');
    // One only signs people in, one only reads, one does everything with mail.
    const ofTokens = powers.filter((it) => it.startsWith('google:client:5'));
    expect(ofTokens.map((it) => it.replace(/google:(?:client:555000111|user:)/g, ''))).toEqual([
      '222-notes.apps.googleusercontent.com can-read anna.novak@example.com',
      '444-importer.apps.googleusercontent.com may-become ben.okafor@example.com',
    ]);
  });

  it('the newest event of a client with delegation tells how it stands', async () => {
    const event = (name: string, time: string): object => ({
      id: { time },
      actor: { email: 'anna.novak@example.com' },
      events: [
        {
          name,
          parameters: [
            { name: 'API_CLIENT_NAME', value: '1' },
            { name: 'API_SCOPES', value: 'https://mail.google.com/' },
          ],
        },
      ],
    });
    const given = event('AUTHORIZE_API_CLIENT_ACCESS', '2026-03-01T00:00:00.000Z');
    const taken = event('REMOVE_API_CLIENT_ACCESS', '2026-04-01T00:00:00.000Z');
    const again = event('AUTHORIZE_API_CLIENT_ACCESS', '2026-05-01T00:00:00.000Z');
    const standing = async (...items: readonly object[]): Promise<number> => {
      const cwd = folderOf({ 'google/activities.json': JSON.stringify({ items }) });
      return (await readInventory(['.'], { cwd })).inventory.of('grant').length;
    };
    expect(await standing(given)).toBe(1);
    expect(await standing(taken, given)).toBe(0);
    expect(await standing(again, taken, given)).toBe(1);
  });

  it('files of Google Cloud in a folder of that name are not taken for them', async () => {
    const policies = JSON.stringify([
      { name: 'projects/1/policies/iam.disableServiceAccountKeyCreation', spec: { rules: [{ enforce: true }] } },
    ]);
    const { byReader } = await readInventory(['.'], { cwd: folderOf({ 'google/policies.json': policies }) });
    expect(byReader['google.api']).toBeUndefined();
  });

  it('one page of several is not all', async () => {
    const cwd = folderOf({
      'google/users.json': '{"nextPageToken": "x", "users": [{"primaryEmail": "a@example.com"}]}',
    });
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.collected('google.user')).toBe('partial');
  });

  it('that are hostile or broken lose nothing of the others', async () => {
    const cwd = folderOf({
      'google/policies.json': JSON.stringify({
        policies: [
          7,
          { setting: { type: 'settings/security.password', value: { minimumLength: 8, nested: { a: 1 } } } },
          { setting: { type: 'settings/gmail.anything', value: {} }, policyQuery: {} },
        ],
      }),
      'google/users.json': '{"users": "none"}',
      'tokens.csv': 'user,clientId,scopes\n"open',
    });
    const { inventory } = await readInventory(['.'], { cwd });
    expect(inventory.of('google.policy').map((it) => it.value)).toEqual([{ minimumLength: 8 }]);
    expect(inventory.of('google.user')).toEqual([]);
  });
});
