// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { toEvent } from '../event.ts';
import { createRecogniser } from '../recognise.ts';
import { sources } from '../sources.ts';

const recognise = createRecogniser(sources);

const row = {
  TimeGenerated: '2026-03-02T09:25:01Z',
  Level: 'Metadata',
  AuditId: 'a1',
  Stage: 'ResponseComplete',
  RequestUri: '/api/v1/namespaces/shop/secrets/db',
  Verb: 'get',
  User: {
    username: 'system:serviceaccount:shop:cart',
    extra: { 'authentication.kubernetes.io/credential-id': ['JTI=5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6'] },
  },
  SourceIps: ['198.51.100.7'],
  UserAgent: 'curl/8.9.1',
  ObjectRef: { resource: 'secrets', namespace: 'shop', name: 'db', apiVersion: 'v1' },
  ResponseStatus: { code: 200 },
  RequestReceivedTime: '2026-03-02T09:25:00.5Z',
  Annotations: { 'authorization.k8s.io/decision': 'allow' },
  PodName: 'kube-apiserver-1',
  Type: 'AKSAudit',
  _ResourceId: '/subscriptions/s/providers/microsoft.containerservice/managedclusters/prod',
};

const written = Object.fromEntries(
  Object.entries(row).map(([column, value]) => [column, typeof value === 'string' ? value : JSON.stringify(value)]),
);

test.each([
  ['with objects', row],
  ['with JSON text', written],
  ['with empty columns', { ...row, ResponseObject: '', RequestObject: null }],
])('a row of AKSAudit, %s, is an audit event', (_, record) => {
  const found = recognise(record);
  if (found === undefined) throw new Error('not recognised');
  expect(toEvent(found.source, found.record, { file: 'x', line: 1, offset: 0 })).toMatchObject({
    source: 'kubernetes.audit',
    id: 'a1',
    time: Date.UTC(2026, 2, 2, 9, 25) + 500,
    raw: { kind: 'Event', verb: 'get', aksResourceId: row._ResourceId },
    lifecycle: {
      stage: 'read',
      outcome: 'success',
      'principal.id': 'system:serviceaccount:shop:cart',
      'credential.id': '5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6',
      'network.ip': '198.51.100.7',
      'agent.raw': 'curl/8.9.1',
      'resource.id': 'shop/db',
    },
  });
});
