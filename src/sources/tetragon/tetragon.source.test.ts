// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { fitsShape } from '../recognise.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { tetragon } from './tetragon.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [tetragon]);

const expected = [
  {
    title: 'a mounted token is read',
    id: '32bf47427f9eacf2d5ba5f7645e8462e',
    time: '2026-03-02T12:00:00.000Z',
    lifecycle: {
      stage: 'read',
      action: 'security_file_permission',
      'host.pod': 'cart-0',
      'host.namespace': 'shop',
      'host.node': 'node-a',
      'host.instance': 'containerd://abc123',
      'resource.kind': 'file',
      'resource.id': '/run/secrets/eks.amazonaws.com/serviceaccount/token',
      'resource.name': 'token',
    },
  },
  {
    title: 'writing it is no step',
    id: '67d65a9291a7cb91e24521d1fda963d7',
    time: '2026-03-02T12:00:01.000Z',
    lifecycle: {
      action: 'security_file_permission',
      'host.pod': 'cart-0',
      'host.namespace': 'shop',
      'host.node': 'node-a',
      'host.instance': 'containerd://abc123',
      'resource.id': '/run/secrets/eks.amazonaws.com/serviceaccount/token',
      'resource.name': 'token',
    },
  },
  {
    title: 'the credentials endpoint of EKS Pod Identity is called',
    id: '7bb8cae3945fc806c21b9043ad6eaa31',
    time: '2026-03-02T12:00:02.000Z',
    lifecycle: {
      stage: 'read',
      action: 'tcp_connect',
      'host.pod': 'cart-0',
      'host.namespace': 'shop',
      'host.node': 'node-a',
      'host.instance': 'containerd://abc123',
      'resource.kind': 'metadata-service',
      'resource.id': '169.254.170.23',
    },
  },
  {
    title: 'curl with the metadata address as one number',
    id: 'e9712f4ac57ff0936e2d4f30f0ebe526',
    time: '2026-03-02T12:00:03.000Z',
    lifecycle: {
      stage: 'read',
      action: 'exec',
      'host.pod': 'cart-0',
      'host.namespace': 'shop',
      'host.node': 'node-a',
      'host.instance': 'containerd://abc123',
      'resource.kind': 'metadata-service',
    },
  },
  {
    title: 'an execution that is no step',
    id: 'ee9e6a1fb2739e634758d1a3007fbf4d',
    time: '2026-03-02T12:00:04.000Z',
    lifecycle: { action: 'exec', 'host.node': 'node-a' },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(tetragon.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test.each(['process_exit', 'process_loader', 'rate_limit_info'])('%s is one of its events, and no step', (kind) => {
  const record = { [kind]: {}, node_name: 'node-a', time: '2026-03-02T12:00:00Z' };
  expect(tetragon.shapes.some((shape) => fitsShape(record, shape))).toBe(true);
});
