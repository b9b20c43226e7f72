// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { salesforce } from './salesforce.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'a user logs in',
    id: 'de2d8cedb1a02a63ba70cb898e52a8df',
    time: '2026-03-02T16:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'Login',
      'principal.kind': 'user',
      'principal.id': '0051AAA',
      'principal.name': 'frank@example.com',
      'session.id': 'lk-1',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'page',
      'resource.id': '/services/oauth2/token',
    },
  },
  {
    title: 'an app takes contacts in bulk',
    id: '2509961458a426b91d49715ddab21436',
    time: '2026-03-02T16:01:00.123Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'BulkApi2 query',
      'principal.kind': 'user',
      'principal.id': '0051',
      'principal.name': 'frank@example.com',
      'credential.kind': 'session',
      'credential.id': 'sk-1',
      'session.id': 'lk-1',
      'client.id': '0H41',
      'client.name': 'Loader',
      'network.ip': '198.51.100.7',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'object',
      'resource.id': 'Contact',
    },
  },
  {
    title: 'a log-in fails from no address',
    id: 'fde14f743355fa77c9e24cc5395c72d3',
    time: '2026-03-02T16:02:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'failure',
      action: 'Login',
      'principal.kind': 'user',
      'principal.id': '0051',
      'principal.name': 'frank@example.com',
    },
  },
  {
    title: 'a package is no step',
    id: 'b940415d3bdde153a8fdc6549533d101',
    time: '2026-03-02T16:03:00.000Z',
    lifecycle: {
      outcome: 'failure',
      action: 'PackageInstall',
      'principal.kind': 'user',
      'principal.id': '0051',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(salesforce.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test.skipIf(!referenceLogsThere).each([
  { file: 'panther-verdicts/Salesforce.BulkApiResultEventStore.jsonl.gz', counts: { 'salesforce.events': 4 } },
  { file: 'panther-verdicts/Salesforce.Login.jsonl.gz', counts: { 'salesforce.events': 2 } },
  { file: 'panther-verdicts/Salesforce.LoginAs.jsonl.gz', counts: { 'salesforce.events': 1 } },
])('real records of $file', ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts));
