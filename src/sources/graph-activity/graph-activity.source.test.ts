// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { graphActivity } from './graph-activity.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'a user reads mail',
    id: 'q-1',
    time: '2026-03-02T12:00:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'GET /me/messages',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'mailbox',
      'resource.id': '10000000-0000-4000-8000-000000000001',
      scopes: ['Mail.Read', 'User.Read'],
    },
  },
  {
    title: 'an application is refused a mailbox',
    id: 'q-1',
    time: '2026-03-02T12:00:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'failure',
      action: "GET /users/{id}/mailFolders('inbox')/messages",
      'principal.kind': 'service-principal',
      'principal.id': '30000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'mailbox',
      'resource.id': 'bob@example.com',
      scopes: ['Mail.Read'],
    },
  },
  {
    title: 'a file is downloaded',
    id: 'q-1',
    time: '2026-03-02T12:00:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'GET /drives/{id}/items/{id}/content',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'file',
      'resource.id': '/drives/b!0123456789abcdef/items/01ABCDEFGHIJKLMNOP/content',
      scopes: ['Files.Read.All'],
    },
  },
  {
    title: 'a secret is added',
    id: 'q-1',
    time: '2026-03-02T12:00:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'POST /applications/{id}/addPassword',
      'principal.kind': 'service-principal',
      'principal.id': '30000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'application',
      'resource.id': '/applications/10000000-0000-4000-8000-000000000001/addPassword',
    },
  },
  {
    title: 'Azure AD Graph lists users',
    id: 'q-1',
    time: '2026-03-02T12:00:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'GET /users',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Python/3.11 aiohttp/3.9',
      'resource.kind': 'directory',
      'resource.id': '/users',
    },
  },
  {
    title: 'a row of MicrosoftGraphActivityLogs',
    id: 'q-5',
    time: '2026-03-02T12:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'GET /users/{id}/calendarView',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '198.51.100.7',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'calendar',
      'resource.id': '10000000-0000-4000-8000-000000000001',
      scopes: ['Calendars.Read'],
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(graphActivity.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
