// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { by, review } from './review.fixture.ts';

describe('scopes of Microsoft Graph', () => {
  const client = '99999999-8888-4777-8666-555555555555';
  const call = (method: string, path: string, more: Readonly<Record<string, unknown>> = {}): object => ({
    category: 'MicrosoftGraphActivityLogs',
    time: '2026-03-02T09:15:00Z',
    resultSignature: '200',
    properties: {
      requestUri: `https://graph.microsoft.com/v1.0${path}`,
      requestMethod: method,
      responseStatusCode: 200,
      appId: client,
      userId: 'aaaaaaaa-1111-4222-8333-444444444444',
      requestId: `${method}${path}`,
      timeGenerated: '2026-03-02T09:15:00Z',
      ...more,
    },
  });
  const page = (path: string, value: readonly object[]): string =>
    JSON.stringify({ '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${path}`, value });
  const grants = (scope: string): Readonly<Record<string, string>> => ({
    'servicePrincipals.json': page('servicePrincipals', [
      {
        id: 'sp000001-0000-4000-8000-000000000001',
        appId: client,
        displayName: 'Mail sorter',
        servicePrincipalType: 'Application',
      },
      {
        id: 'sp000001-0000-4000-8000-000000000002',
        appId: '00000003-0000-0000-c000-000000000000',
        displayName: 'Microsoft Graph',
        servicePrincipalType: 'Application',
      },
    ]),
    'oauth2PermissionGrants.json': page('oauth2PermissionGrants', [
      {
        id: 'g1',
        clientId: 'sp000001-0000-4000-8000-000000000001',
        consentType: 'AllPrincipals',
        principalId: null,
        resourceId: 'sp000001-0000-4000-8000-000000000002',
        scope,
      },
    ]),
  });

  it('tells used, replaceable, unused and what no request shows', async () => {
    const log = [call('GET', '/me/messages'), call('GET', '/me/messages/AAMkAGI2TG93AAA=/attachments')];
    const [it] = await review(
      { 'graph.json': log },
      grants('Mail.ReadWrite Files.ReadWrite.All User.Read offline_access'),
      'Mail sorter',
    );
    expect(by(it, 'used')).toEqual(['Mail.ReadWrite']);
    expect(by(it, 'unused')).toEqual(['Files.ReadWrite.All']);
    expect(by(it, 'unknown')).toEqual(['User.Read', 'offline_access']);
    const patch = JSON.parse(it?.patch?.text ?? '') as { delegated: { scope: string; remove: string[] } };
    expect(patch.delegated.scope).toBe('Mail.Read User.Read offline_access');
    expect(patch.delegated.remove).toEqual(['Mail.ReadWrite', 'Files.ReadWrite.All']);
  });

  it('a request that the list does not know leaves unexplained permissions in place', async () => {
    const [it] = await review({ 'graph.json': [call('GET', '/somethingNew/abc')] }, grants('Files.Read.All'), client);
    expect(by(it, 'unknown')).toEqual(['Files.Read.All']);
  });

  it('a permission for mail protocols beside Graph stays: no request shows its use', async () => {
    const [it] = await review(
      { 'graph.json': [call('GET', '/me/messages')] },
      grants('Mail.Read EWS.AccessAsUser.All'),
      client,
    );
    expect(by(it, 'unknown')).toEqual(['EWS.AccessAsUser.All']);
  });

  it('a refused request names the least that would do', async () => {
    const [it] = await review(
      { 'graph.json': [call('GET', '/users', { responseStatusCode: 403 })] },
      grants('Mail.Read'),
      client,
    );
    expect(by(it, 'not-granted')).toEqual(['GET /users']);
    expect(it?.rows.find((row) => row.standing === 'not-granted')?.why).toContain('User.ReadBasic.All');
  });
});
