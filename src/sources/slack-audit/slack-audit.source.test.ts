// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { slackAudit } from './slack-audit.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'an app asks for more',
    id: 's-app_scopes_expanded',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'app_scopes_expanded',
      'principal.kind': 'user',
      'principal.id': 'W1',
      'principal.name': 'dave@example.com',
      'session.id': '987654',
      'client.id': 'A1',
      'client.name': 'Helper',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'application',
      'resource.id': 'A1',
      'resource.name': 'Helper',
      scopes: ['chat:write', 'files:read'],
    },
  },
  {
    title: 'an app downloads a file',
    id: 's-file_downloaded',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'file_downloaded',
      'principal.kind': 'user',
      'principal.id': 'W1',
      'principal.name': 'dave@example.com',
      'client.id': 'A1',
      'client.name': 'Helper',
      'network.ip': '198.51.100.7',
      'agent.raw': 'python-requests/2.32',
      'resource.kind': 'file',
      'resource.id': 'F1',
      'resource.name': 'plan.pdf',
    },
  },
  {
    title: 'a log-in fails',
    id: 's-user_login_failed',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'failure',
      action: 'user_login_failed',
      'principal.kind': 'user',
      'principal.id': 'W1',
      'principal.name': 'dave@example.com',
      'session.id': '987654',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'user',
      'resource.id': 'W1',
      'resource.name': 'dave',
    },
  },
  {
    title: 'a session is ended',
    id: 's-user_session_invalidated',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'user_session_invalidated',
      'principal.kind': 'user',
      'principal.id': 'W1',
      'principal.name': 'dave@example.com',
      'session.id': '987654',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'user',
      'resource.id': 'W1',
      'resource.name': 'dave',
    },
  },
  {
    title: 'an emoji is no step',
    id: 's-emoji_added',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      outcome: 'success',
      action: 'emoji_added',
      'principal.kind': 'user',
      'principal.id': 'W1',
      'principal.name': 'dave@example.com',
      'session.id': '987654',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'emoji',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(slackAudit.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test
  .skipIf(!referenceLogsThere)
  .each([{ file: 'panther-verdicts/Slack.AuditLogs.jsonl.gz', counts: { 'slack.audit': 31 } }])(
  'real records of $file',
  ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts),
);
