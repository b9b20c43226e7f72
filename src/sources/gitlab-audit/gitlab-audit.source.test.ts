// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { gitlabAudit } from './gitlab-audit.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [gitlabAudit]);

const expected = [
  {
    title: 'audit_json.log: a token is made',
    id: '37ab41d52317e4bf42add0f0c41e92f8',
    time: '2026-03-02T14:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'personal_access_token_issued',
      'principal.kind': 'user',
      'principal.id': '5',
      'principal.name': 'Ivan',
      'credential.issued': '77',
      'network.ip': '203.0.113.60',
      'resource.kind': 'user',
      'resource.id': '5',
      'resource.name': 'script',
    },
  },
  {
    title: 'stream: a token is revoked',
    id: 'g-1',
    time: '2026-03-02T14:01:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'project_access_token_deleted',
      'principal.kind': 'user',
      'principal.id': '6',
      'principal.name': 'Judy',
      'network.ip': '203.0.113.61',
      'resource.kind': 'project',
      'resource.id': '30',
      'resource.name': 'example/web',
    },
  },
  {
    title: 'API: a token is made',
    id: '2',
    time: '2026-03-02T14:02:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'Created project access token with token_id: 10',
      'principal.kind': 'user',
      'principal.id': '6',
      'credential.issued': '10',
      'network.ip': '203.0.113.61',
      'resource.kind': 'project',
      'resource.id': '30',
      'resource.name': 'example/web',
    },
  },
  {
    title: 'a change that is no step',
    id: 'd63adc97eba8e14ba2c770388c70fe48',
    time: '2026-03-02T14:03:00.000Z',
    lifecycle: {
      outcome: 'success',
      'principal.kind': 'user',
      'principal.id': '6',
      'principal.name': 'Judy',
      'resource.kind': 'project',
      'resource.id': '30',
      'resource.name': 'example/web',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(gitlabAudit.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
