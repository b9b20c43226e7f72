// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { azureActivity } from './azure-activity.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [azureActivity]);

const expected = [
  {
    title: 'a managed identity lists keys',
    id: 'cd37086eda7f884cb9b82b1274bf73c2',
    time: '2026-03-02T11:00:00.123Z',
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      action: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION',
      'principal.kind': 'managed-identity',
      'principal.id': 'd0000000-0000-4000-8000-000000000002',
      'credential.kind': 'access-token',
      'credential.id': '00112233-4455-6677-8899-aabbccddeeff',
      'client.id': 'd0000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.30',
      'host.instance':
        '/subscriptions/s1/resourcegroups/rg/providers/microsoft.managedidentity/userassignedidentities/builder',
      'resource.kind': 'microsoft.storage/storageaccounts',
      'resource.id': '/subscriptions/s1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data',
      'resource.name': 'data',
    },
  },
  {
    title: 'the start of the same operation is no step',
    id: '8b1a8cd7f8cf1e7ad59844bb3efc73ff',
    time: '2026-03-02T11:00:00.000Z',
    lifecycle: {
      action: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION',
      'principal.kind': 'managed-identity',
      'principal.id': 'd0000000-0000-4000-8000-000000000002',
      'credential.kind': 'access-token',
      'credential.id': '00112233-4455-6677-8899-aabbccddeeff',
      'client.id': 'd0000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.30',
      'host.instance':
        '/subscriptions/s1/resourcegroups/rg/providers/microsoft.managedidentity/userassignedidentities/builder',
      'resource.kind': 'microsoft.storage/storageaccounts',
      'resource.id': '/subscriptions/s1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data',
      'resource.name': 'data',
    },
  },
  {
    title: 'a row of the AzureActivity table',
    id: 'e0000000-0000-4000-8000-000000000001',
    time: '2026-03-02T11:05:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'failure',
      action: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
      'principal.kind': 'user',
      'principal.id': 'd0000000-0000-4000-8000-000000000004',
      'principal.name': 'erin@example.com',
      'credential.kind': 'access-token',
      'credential.id': '00112233-4455-6677-8899-aabbccddeeff',
      'client.id': 'd0000000-0000-4000-8000-000000000003',
      'network.ip': '203.0.113.31',
      'resource.kind': 'microsoft.authorization/roleassignments',
      'resource.id':
        '/subscriptions/s1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data/providers/microsoft.authorization/roleassignments/r1',
      'resource.name': 'r1',
    },
  },
  {
    title: 'an event of the API',
    id: 'e0000000-0000-4000-8000-000000000002',
    time: '2026-03-02T11:10:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'Microsoft.Compute/virtualMachines/write',
      'principal.kind': 'user',
      'principal.id': 'd0000000-0000-4000-8000-000000000004',
      'principal.name': 'erin@example.com',
      'credential.kind': 'access-token',
      'credential.id': '00112233-4455-6677-8899-aabbccddeeff',
      'client.id': 'd0000000-0000-4000-8000-000000000003',
      'network.ip': '203.0.113.32',
      'resource.kind': 'microsoft.compute/virtualmachines',
      'resource.id': '/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1',
      'resource.name': 'vm1',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(azureActivity.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
