// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { auth0 } from './auth0.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'a code is exchanged',
    id: 'a-seacft',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'seacft',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
      'resource.kind': 'api',
      'resource.id': 'https://api.example.com',
      scopes: ['openid', 'orders:read'],
    },
  },
  {
    title: 'a refresh token is exchanged',
    id: 'a-sertft',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'refresh',
      outcome: 'success',
      action: 'sertft',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'credential.kind': 'refresh-token',
      'credential.id': 'rt-2',
      'session.id': 'fam-1',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
    },
  },
  {
    title: 'a used refresh token comes back',
    id: 'a-ferrt',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'refresh',
      outcome: 'failure',
      action: 'ferrt',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'credential.kind': 'refresh-token',
      'credential.id': 'rt-1',
      'session.id': 'fam-1',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '198.51.100.7',
      'agent.raw': 'Go-http-client/2.0',
    },
  },
  {
    title: 'a client gets a token for itself',
    id: 'a-seccft',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'seccft',
      'principal.kind': 'application',
      'principal.id': 'cl-1',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
    },
  },
  {
    title: 'a client is made in the dashboard',
    id: 'a-sapi',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'register',
      outcome: 'success',
      action: 'sapi post /api/v2/clients',
      channel: 'portal',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'credential.kind': 'access-token',
      'credential.id': 'j-1',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
      'resource.kind': 'api',
      'resource.id': '/api/v2/clients',
      scopes: ['create:clients'],
    },
  },
  {
    title: 'a record of the Management API',
    id: 'a-6',
    time: '2026-03-02T15:00:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'srrt',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'client.id': 'cl-1',
      'network.ip': '203.0.113.10',
    },
  },
  {
    title: 'a record of EventBridge',
    id: 'a-fu',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'failure',
      action: 'fu',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
    },
  },
  {
    title: 'an enrolment is no step',
    id: 'a-gd_enrollment_complete',
    time: '2026-03-02T15:00:00.907Z',
    lifecycle: {
      action: 'gd_enrollment_complete',
      'principal.kind': 'user',
      'principal.id': 'auth0|1',
      'principal.name': 'erin@example.com',
      'client.id': 'cl-1',
      'client.name': 'Shop',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Go-http-client/2.0',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(auth0.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test
  .skipIf(!referenceLogsThere)
  .each([{ file: 'panther-verdicts/Auth0.Events.jsonl.gz', counts: { 'auth0.logs': 30, none: 1 } }])(
  'real records of $file',
  ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts),
);
