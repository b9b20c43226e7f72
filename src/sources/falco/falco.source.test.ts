// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { falco } from './falco.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [falco]);

const expected = [
  {
    title: 'a mounted token is opened',
    id: '2e92806d8f49c23251f04030713227c6',
    time: '2026-03-02T11:00:00.123Z',
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      action: 'openat',
      'principal.kind': 'os-user',
      'principal.name': 'root',
      'host.pod': 'cart-0',
      'host.namespace': 'shop',
      'host.node': 'node-a',
      'host.instance': 'abc123',
      'resource.kind': 'file',
      'resource.id': '/run/secrets/kubernetes.io/serviceaccount/..data/token',
      'resource.name': 'token',
    },
  },
  {
    title: 'the metadata service is called',
    id: '35170f74053406872f4e231c11a72e93',
    time: '2026-03-02T11:00:01.000Z',
    lifecycle: {
      stage: 'read',
      action: 'connect',
      'principal.kind': 'os-user',
      'principal.name': 'app',
      'host.node': 'node-a',
      'resource.kind': 'metadata-service',
      'resource.id': '10.0.0.7:41000->169.254.169.254:80',
    },
  },
  {
    title: 'a shell is no step',
    id: '91072d581b7a2876c8bdd889ba107b2d',
    time: '2026-03-02T11:00:02.000Z',
    lifecycle: { action: 'execve', 'principal.kind': 'os-user', 'principal.name': 'root', 'host.node': 'node-a' },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(falco.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
