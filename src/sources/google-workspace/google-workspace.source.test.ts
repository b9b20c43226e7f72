// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { googleWorkspace } from './google-workspace.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'a user authorises a client',
    id: 'gw-token-authorize',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'token authorize',
      'principal.kind': 'user',
      'principal.id': '1001',
      'principal.name': 'carol@example.com',
      'client.id': '123456789-abc.apps.googleusercontent.com',
      'client.name': 'Sheet tool',
      'network.ip': '203.0.113.10',
      scopes: ['https://www.googleapis.com/auth/drive', 'openid'],
    },
  },
  {
    title: 'a client calls an API',
    id: 'gw-token-activity',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'token activity drive.files.list',
      'principal.kind': 'user',
      'principal.id': '1001',
      'principal.name': 'carol@example.com',
      'client.id': '123456789-abc.apps.googleusercontent.com',
      'client.name': 'Sheet tool',
      'network.ip': '203.0.113.10',
      'resource.kind': 'api',
      'resource.id': 'drive',
    },
  },
  {
    title: 'a token is revoked',
    id: 'gw-token-revoke',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'token revoke',
      'principal.kind': 'user',
      'principal.id': '1001',
      'principal.name': 'carol@example.com',
      'client.id': '123456789-abc.apps.googleusercontent.com',
      'network.ip': '203.0.113.10',
    },
  },
  {
    title: 'a log-in fails',
    id: 'gw-login-login_failure',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'failure',
      action: 'login login_failure',
      'principal.kind': 'user',
      'principal.id': '1001',
      'principal.name': 'carol@example.com',
      'network.ip': '203.0.113.10',
    },
  },
  {
    title: 'an administrator gives a client access to the domain',
    id: 'gw-admin-AUTHORIZE_API_CLIENT_ACCESS',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'admin AUTHORIZE_API_CLIENT_ACCESS',
      'principal.kind': 'user',
      'principal.id': 'admin@example.com',
      'principal.name': 'admin@example.com',
      'client.id': '100200300',
      'network.ip': '203.0.113.10',
      scopes: ['https://www.googleapis.com/auth/drive', 'openid'],
    },
  },
  {
    title: 'a robot downloads a file, split by event',
    id: 'gw-6',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'drive download',
      'principal.kind': 'service-account',
      'principal.id': 'robot@project.iam.gserviceaccount.com',
      'principal.name': 'robot@project.iam.gserviceaccount.com',
      'client.id': '42',
      'network.ip': '2001:db8::1',
      'resource.kind': 'file',
      'resource.id': 'd-1',
      'resource.name': 'Plan',
    },
  },
  {
    title: 'a calendar is no step',
    id: 'gw-calendar-change_calendar_acls',
    time: '2026-03-02T14:00:00.442Z',
    lifecycle: {
      action: 'calendar change_calendar_acls',
      'principal.kind': 'user',
      'principal.id': '1001',
      'principal.name': 'carol@example.com',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(googleWorkspace.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test
  .skipIf(!referenceLogsThere)
  .each([{ file: 'panther-verdicts/GSuite.ActivityEvent.jsonl.gz', counts: { 'google.workspace': 54, none: 1 } }])(
  'real records of $file',
  ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts),
);
