// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { oktaSystem } from './okta-system.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [oktaSystem]);

const expected = [
  {
    title: 'a session starts',
    id: 'f0000000-0000-4000-8000-000000000001',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'user.session.start',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'credential.kind': 'device-token',
      'credential.id': 'dt-1',
      'session.id': 'root-1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
    },
  },
  {
    title: 'an access token is granted',
    id: 'f0000000-0000-4000-8000-000000000002',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'app.oauth2.as.token.grant.access_token',
      'principal.kind': 'service-principal',
      'principal.id': '0oa1',
      'principal.name': 'Mobile app',
      'credential.issued': 'at-1',
      'client.id': '0oa1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'access_token',
      'resource.id': 'at-1',
      'resource.name': 'Access Token',
      scopes: ['openid', 'offline_access'],
    },
  },
  {
    title: 'a refresh token comes back twice',
    id: 'f0000000-0000-4000-8000-000000000003',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'refresh',
      outcome: 'failure',
      action: 'app.oauth2.token.detect_reuse',
      'principal.kind': 'service-principal',
      'principal.id': '0oa1',
      'principal.name': 'Mobile app',
      'client.id': '0oa1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
    },
  },
  {
    title: 'an application is made',
    id: 'f0000000-0000-4000-8000-000000000004',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'register',
      outcome: 'success',
      action: 'application.lifecycle.create',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'session.id': 'sess-1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'appinstance',
      'resource.id': '0oa2',
      'resource.name': 'New app',
    },
  },
  {
    title: 'a consent is given',
    id: 'f0000000-0000-4000-8000-000000000005',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'app.oauth2.as.consent.grant',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'session.id': 'sess-1',
      'client.id': '0oa1',
      'client.name': 'Mobile app',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'appinstance',
      'resource.id': '0oa1',
      'resource.name': 'Mobile app',
      scopes: ['email'],
    },
  },
  {
    title: 'an API token is made',
    id: 'f0000000-0000-4000-8000-000000000006',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'system.api_token.create',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'credential.issued': '00T1',
      'session.id': 'sess-1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'token',
      'resource.id': '00T1',
      'resource.name': 'script',
    },
  },
  {
    title: 'a failed sign-in is no step',
    id: 'f0000000-0000-4000-8000-000000000007',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      outcome: 'failure',
      action: 'user.session.start',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
    },
  },
  {
    title: 'a call with an API token',
    id: 'f0000000-0000-4000-8000-000000000008',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'policy.evaluate_sign_on',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'credential.kind': 'api-token',
      'credential.id': '00T1',
      'session.id': 'sess-1',
      'network.ip': '203.0.113.50',
      'agent.raw': 'Mozilla/5.0',
    },
  },
  {
    title: 'a record in lower case',
    id: 'aed0e3253d986e046ae4f672669462a8',
    time: '2026-03-02T13:10:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'user.session.end',
      'principal.kind': 'user',
      'principal.id': '00u1',
      'principal.name': 'heidi@example.com',
      'session.id': 'sess-1',
      'network.ip': '203.0.113.50',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(oktaSystem.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
