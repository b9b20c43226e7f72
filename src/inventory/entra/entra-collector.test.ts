// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Call, Environment } from '../collect/collector.ts';
import { entraCollector } from './entra-collector.ts';

const nobody: Environment = {
  variables: {},
  run: () => Promise.resolve(undefined),
  readFile: () => Promise.resolve(undefined),
  exchange: () => Promise.reject(new Error('nobody answers')),
  now: () => 0,
};
const page = (path: string, body: unknown) => ({ path, body, headers: {} });

describe('the collector of Microsoft Entra', () => {
  it('only reads, and names a permission that only reads for every call', () => {
    const calls = entraCollector.calls({});
    expect(calls.length).toBeGreaterThan(25);
    expect(calls.filter((it) => !/\bRead\b/.test(it.permission) || /Write/.test(it.permission))).toEqual([]);
    expect(calls.filter((it) => /[\s"']/.test(it.path.replaceAll("'", '')))).toEqual([]);
  });

  it('takes the token from the environment before it asks the Azure CLI', async () => {
    const environment: Environment = { ...nobody, variables: { TOKENWARD_ENTRA_TOKEN: ' given ' } };
    expect(await entraCollector.authenticate(environment, {})).toEqual({ authorization: 'Bearer given' });
    const asked: string[] = [];
    const cli: Environment = {
      ...nobody,
      run: (command, args) => {
        asked.push([command, ...args].join(' '));
        return Promise.resolve('printed\n');
      },
    };
    expect(await entraCollector.authenticate(cli, { cloud: 'us-government' })).toEqual({
      authorization: 'Bearer printed',
    });
    expect(asked[0]).toContain('--resource https://graph.microsoft.us');
  });

  it('signs in as an application by workload identity federation', async () => {
    const forms: unknown[] = [];
    const environment: Environment = {
      ...nobody,
      variables: { AZURE_TENANT_ID: 'example.com', AZURE_CLIENT_ID: 'app', AZURE_FEDERATED_TOKEN_FILE: 'token' },
      readFile: () => Promise.resolve('assertion\n'),
      exchange: (url, form) => {
        forms.push([url, form]);
        return Promise.resolve({ access_token: 'exchanged' });
      },
    };
    expect(await entraCollector.authenticate(environment, {})).toEqual({ authorization: 'Bearer exchanged' });
    expect(forms).toMatchObject([
      [
        'https://login.microsoftonline.com/example.com/oauth2/v2.0/token',
        { client_assertion: 'assertion', scope: 'https://graph.microsoft.com/.default' },
      ],
    ]);
  });

  it('says what it looked for where there is nothing', async () => {
    await expect(entraCollector.authenticate(nobody, {})).rejects.toThrow('az login');
    expect(() => entraCollector.baseUrl({ cloud: 'moon' }, nobody)).toThrow('cloud must be one of');
  });

  it('goes on to the next page, and asks each API who holds its roles', () => {
    const call = entraCollector.calls({}).find((it) => it.path.startsWith('/beta/servicePrincipals?')) as Call;
    const body = {
      '@odata.nextLink': 'https://graph.microsoft.com/beta/servicePrincipals?$skiptoken=x',
      value: [
        { id: 'eeeeeeee-0000-4000-8000-000000000001', appRoles: [{ allowedMemberTypes: ['Application'] }] },
        { id: 'eeeeeeee-0000-4000-8000-000000000002', appRoles: [{ allowedMemberTypes: ['User'] }] },
        { id: '../users', appRoles: [{ allowedMemberTypes: ['Application'] }] },
      ],
    };
    expect(entraCollector.next(page(call.path, body))).toBe(body['@odata.nextLink']);
    expect(entraCollector.follow(call, page(call.path, body)).map((it) => it.path)).toEqual([
      '/v1.0/servicePrincipals/eeeeeeee-0000-4000-8000-000000000001/appRoleAssignedTo?$top=999',
    ]);
  });

  it('asks for the groups that conditional access rests on', () => {
    const call = entraCollector.calls({}).find((it) => it.path.includes('conditionalAccess/policies')) as Call;
    const group = 'dddddddd-0000-4000-8000-000000000001';
    const body = { value: [{ conditions: { users: { includeGroups: [group], excludeGroups: [group, 'None'] } } }] };
    expect(entraCollector.follow(call, page(call.path, body)).map((it) => it.path)).toEqual([
      `/v1.0/groups/${group}?$select=id,displayName,isAssignableToRole`,
    ]);
  });
});
