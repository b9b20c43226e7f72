// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { githubAudit } from './github-audit.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [githubAudit]);

const expected = [
  {
    title: 'a clone with a personal access token',
    id: 'doc-1',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'git.clone',
      'principal.kind': 'user',
      'principal.id': 'frank',
      'principal.name': 'frank',
      'credential.kind': 'personal-access-token',
      'credential.id': 'hash-1',
      'network.ip': '203.0.113.40',
      'agent.raw': 'git/2.50.0',
      'resource.kind': 'repository',
      'resource.id': 'example/web',
      'resource.name': 'example/web',
      scopes: ['repo', 'read:org'],
    },
  },
  {
    title: 'a token is granted access',
    id: 'doc-2',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'personal_access_token.access_granted',
      'principal.kind': 'user',
      'principal.id': 'grace',
      'principal.name': 'grace',
      'credential.issued': '8',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'organization',
      'resource.id': 'example',
      'resource.name': 'example',
    },
  },
  {
    title: 'an app is installed',
    id: 'doc-3',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'integration_installation.create',
      'principal.kind': 'user',
      'principal.id': 'grace',
      'principal.name': 'grace',
      'client.name': 'ci-helper',
      'resource.kind': 'organization',
      'resource.id': 'example',
      'resource.name': 'example',
    },
  },
  {
    title: 'an authorisation is removed',
    id: 'doc-4',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'oauth_authorization.destroy',
      'principal.kind': 'user',
      'principal.id': 'grace',
      'principal.name': 'grace',
      'client.id': '99',
      'client.name': 'old-app',
      'resource.kind': 'enterprise',
      'resource.id': 'example-inc',
      'resource.name': 'example-inc',
    },
  },
  {
    title: 'a refused request of an app',
    id: 'doc-5',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'failure',
      action: 'api.request',
      'principal.kind': 'bot',
      'principal.id': 'ci[bot]',
      'principal.name': 'ci[bot]',
      'credential.kind': 'app-installation-token',
      'credential.id': 'hash-2',
      'resource.kind': 'repository',
      'resource.id': 'example/web',
      'resource.name': 'example/web',
    },
  },
  {
    title: 'an action without a token is no step',
    id: 'doc-6',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      outcome: 'success',
      action: 'repo.destroy',
      'principal.kind': 'user',
      'principal.id': 'grace',
      'principal.name': 'grace',
      'resource.kind': 'repository',
      'resource.id': 'example/old',
      'resource.name': 'example/old',
    },
  },
  {
    title: 'an installation names its app',
    id: 'doc-7',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'integration_installation.create',
      'principal.kind': 'user',
      'principal.id': 'grace',
      'principal.name': 'grace',
      'client.name': 'Example Deploy Helper',
      'resource.kind': 'organization',
      'resource.id': 'example',
      'resource.name': 'example',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(githubAudit.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
