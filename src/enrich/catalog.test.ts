// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createCatalog } from './catalog.ts';

const catalog = createCatalog();

describe('client', () => {
  test.each([
    ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI', { firstParty: true, foci: true, abused: true }],
    [
      '29d9ed98-a469-4536-ade2-f981bc1d605e',
      'Microsoft Authentication Broker',
      { firstParty: true, foci: false, abused: true },
    ],
    ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph', { firstParty: true, foci: false, abused: false }],
    ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile', { firstParty: true, foci: true, abused: false }],
    ['e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd', 'eM Client', { firstParty: false, foci: false, abused: true }],
    ['b15665d9-eda6-4092-8539-0eec376afd59', 'rclone', { firstParty: false, foci: false, abused: true }],
  ])('%s is %s', (id, name, facts) => {
    expect(catalog.client(id)).toMatchObject({ name, ...facts });
  });

  test('the case of letters and blanks around do not matter', () => {
    expect(catalog.client(' 04B07795-8DDB-461A-BBEE-02F9E1BF7B46 ')?.name).toBe('Microsoft Azure CLI');
  });

  test('an abused client says who saw it', () => {
    expect(catalog.client('e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd')?.note).toContain('RogueApps');
  });

  test.each(['', '00000000-0000-0000-0000-000000000000', '__proto__', 'constructor', 'x'.repeat(10_000_000)])(
    'an unknown id is not known (%#)',
    (id) => {
      expect(catalog.client(id)).toBeUndefined();
    },
  );
});

describe('permissionRisk', () => {
  test.each([
    ['RoleManagement.ReadWrite.Directory', undefined, undefined, 'critical'],
    ['Mail.Read', 'graph', 'delegated', 'high'],
    ['Mail.Read', 'graph', 'application', 'critical'],
    ['Mail.Read', undefined, undefined, 'critical'],
    ['mail.read', '00000003-0000-0000-c000-000000000000', 'delegated', 'high'],
    ['https://graph.microsoft.com/Mail.Read', undefined, 'delegated', 'high'],
    ['9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', undefined, undefined, 'critical'],
    ['offline_access', undefined, undefined, 'medium'],
    ['User.Read', undefined, undefined, 'low'],
    ['full_access_as_app', undefined, undefined, 'critical'],
    ['https://www.googleapis.com/auth/drive', undefined, undefined, 'high'],
    ['https://mail.google.com/', 'google', undefined, 'critical'],
    ['repo', 'github', undefined, 'high'],
  ] as const)('%s (%s, %s) is %s', (scope, api, kind, risk) => {
    expect(catalog.permissionRisk(scope, api, kind)?.risk).toBe(risk);
  });

  test('a permission that only others rate takes their highest rating and says so', () => {
    const found = catalog.permissionRisk('AccessReview.ReadWrite.All', 'graph', 'application');
    expect(found).toEqual({
      risk: 'high',
      name: 'AccessReview.ReadWrite.All',
      why: expect.stringContaining('opinions'),
      opinions: [
        { by: 'Microsoft', rating: 'privilege level 3 of 5 (application)' },
        { by: 'CISA ScubaGear', rating: 'high (application)' },
      ],
    });
  });

  test('Google says what it calls restricted', () => {
    expect(catalog.permissionRisk('https://www.googleapis.com/auth/gmail.readonly')?.opinions).toEqual([
      { by: 'Google', rating: 'restricted' },
    ]);
  });

  test('a name of one API is not looked for in another', () => {
    expect(catalog.permissionRisk('repo', 'graph')).toBeUndefined();
    expect(catalog.permissionRisk('full_access_as_app', 'graph')).toBeUndefined();
  });

  test.each(['', 'Nothing.Like.It', '__proto__', 'toString', 'https://', 'M'.repeat(10_000_000)])(
    'an unknown permission has no risk (%#)',
    (scope) => {
      expect(catalog.permissionRisk(scope)).toBeUndefined();
    },
  );
});
