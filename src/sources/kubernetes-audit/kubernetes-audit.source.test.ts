// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { kubernetesAudit } from './kubernetes-audit.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), [kubernetesAudit]);

const expected = [
  {
    title: 'a pod reads a secret with its bound token',
    id: 'a0000000-0000-4000-8000-000000000001',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      action: 'get secrets',
      'principal.kind': 'service-account',
      'principal.id': 'system:serviceaccount:shop:cart',
      'principal.name': 'shop:cart',
      'credential.kind': 'bound-token',
      'credential.id': '11111111-2222-4333-8444-555555555555',
      'network.ip': '203.0.113.9',
      'agent.raw': 'kubectl/v1.34.1 (linux/amd64)',
      'host.pod': 'cart-0',
      'host.node': 'node-a',
      'host.namespace': 'shop',
      'resource.kind': 'secret',
      'resource.id': 'shop/db',
      'resource.name': 'db',
    },
  },
  {
    title: 'a kubelet asks for a token',
    id: 'a0000000-0000-4000-8000-000000000002',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'create serviceaccounts/token',
      'principal.kind': 'node',
      'principal.id': 'system:node:node-a',
      'principal.name': 'system:node:node-a',
      'credential.issued': '22222222-3333-4444-8555-666666666666',
      'network.ip': '10.0.0.5',
      'agent.raw': 'kubelet/v1.34.1',
      'host.node': 'node-a',
      'resource.kind': 'serviceaccount',
      'resource.id': 'shop/cart',
      'resource.name': 'cart',
    },
  },
  {
    title: 'a person reads a mounted token through exec',
    id: 'a0000000-0000-4000-8000-000000000003',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      action: 'create pods/exec',
      'principal.kind': 'user',
      'principal.id': 'alice@example.com',
      'principal.name': 'alice@example.com',
      'network.ip': '203.0.113.9',
      'agent.raw': 'kubectl/v1.34.1 (linux/amd64)',
      'resource.kind': 'pod',
      'resource.id': 'shop/cart-0',
      'resource.name': 'cart-0',
    },
  },
  {
    title: 'a role is bound',
    id: 'a0000000-0000-4000-8000-000000000004',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'create clusterrolebindings',
      'principal.kind': 'user',
      'principal.id': 'alice@example.com',
      'principal.name': 'alice@example.com',
      'network.ip': '203.0.113.9',
      'agent.raw': 'kubectl/v1.34.1 (linux/amd64)',
      'resource.kind': 'clusterrolebinding',
      'resource.id': 'everything',
      'resource.name': 'everything',
    },
  },
  {
    title: 'an anonymous request is refused',
    id: 'a0000000-0000-4000-8000-000000000005',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'failure',
      action: 'get /version',
      'principal.kind': 'anonymous',
      'principal.id': 'system:anonymous',
      'principal.name': 'system:anonymous',
      'network.ip': '2001:db8::1',
      'agent.raw': 'curl/8.9.1',
    },
  },
  {
    title: 'the first stage of a request is no step',
    id: 'a0000000-0000-4000-8000-000000000006',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      outcome: 'success',
      action: 'list pods',
      'principal.kind': 'service-account',
      'principal.id': 'system:serviceaccount:shop:cart',
      'principal.name': 'shop:cart',
      'credential.kind': 'bound-token',
      'credential.id': '11111111-2222-4333-8444-555555555555',
      'network.ip': '203.0.113.9',
      'agent.raw': 'kubectl/v1.34.1 (linux/amd64)',
      'host.pod': 'cart-0',
      'host.node': 'node-a',
      'host.namespace': 'shop',
      'resource.kind': 'pod',
    },
  },
  {
    title: 'AKS: the event inside the envelope',
    id: 'a0000000-0000-4000-8000-000000000007',
    time: '2026-03-02T09:15:00.250Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'update deployments',
      'principal.kind': 'user',
      'principal.id': 'aksService',
      'principal.name': 'aksService',
      'network.ip': '203.0.113.9',
      'agent.raw': 'kubectl/v1.34.1 (linux/amd64)',
      'resource.kind': 'deployment',
      'resource.id': 'shop/web',
      'resource.name': 'web',
    },
  },
  {
    title: 'GKE: the log entry as an audit event',
    id: 'b0000000-0000-4000-8000-000000000001',
    time: '2026-03-02T09:25:00.500Z',
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      action: 'list secrets',
      'principal.kind': 'user',
      'principal.id': 'bob@example.com',
      'principal.name': 'bob@example.com',
      'network.ip': '198.51.100.7',
      'agent.raw': 'kubectl/v1.34.1',
      'resource.kind': 'secret',
    },
  },
  {
    title: 'GKE: a refused exec towards the metadata service',
    id: 'gke-2',
    time: '2026-03-02T09:26:00.000Z',
    lifecycle: {
      stage: 'read',
      outcome: 'failure',
      action: 'create pods/exec',
      'principal.kind': 'service-account',
      'principal.id': 'system:serviceaccount:shop:cart',
      'principal.name': 'shop:cart',
      'credential.kind': 'service-account-token',
      'network.ip': '198.51.100.8',
      'host.namespace': 'shop',
      'resource.kind': 'pod',
      'resource.id': 'shop/cart-0',
      'resource.name': 'cart-0',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(kubernetesAudit.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));
