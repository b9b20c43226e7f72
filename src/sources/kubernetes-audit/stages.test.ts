// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { RawRecord } from '../../model/event.ts';
import { toEvent } from '../event.ts';
import { kubernetesAudit } from './kubernetes-audit.source.ts';

function lifecycle(record: RawRecord) {
  const whole = { stage: 'ResponseComplete', requestReceivedTimestamp: '2026-03-02T09:15:00Z', ...record };
  const event = toEvent(kubernetesAudit, whole, { file: 'a', line: 1, offset: 0 });
  if ('reason' in event) throw new Error(event.reason);
  return event.lifecycle;
}

const exec = (query: string) => ({
  verb: 'get',
  objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'cart-0' },
  requestURI: `/api/v1/namespaces/shop/pods/cart-0/exec${query}`,
});
const on = (verb: string, resource: string, subresource?: string, code = 200) => ({
  verb,
  objectRef: { resource, subresource },
  responseStatus: { code },
});

test.each([
  [exec('?command=sh&command=-c&command=cat+%2Frun%2Fsecrets%2Feks.amazonaws.com%2Fserviceaccount%2Ftoken'), 'read'],
  [exec('?container=cart&command=wget&command=http%3A%2F%2F0xa9fea9fe%2F'), 'read'],
  [exec('?command=ls&command=%2Ftmp'), 'use'],
  [exec('?container=serviceaccount%2Ftoken&command=ls'), 'use'],
  [exec('?command=%E0%A4%A'), 'use'],
  [exec(''), 'use'],
  [on('create', 'serviceaccounts', 'token', 201), 'issue'],
  [on('create', 'serviceaccounts', 'token', 403), 'use'],
  [on('create', 'serviceaccounts', undefined, 201), 'use'],
  [on('list', 'secrets', undefined, 403), 'read'],
  [on('watch', 'secrets'), 'use'],
  [on('patch', 'rolebindings'), 'grant'],
  [on('delete', 'rolebindings'), 'use'],
  [{ ...on('get', 'secrets'), stage: 'Panic' }, undefined],
])('%j → %s', (record, stage) => expect(lifecycle(record).stage).toBe(stage));

test.each([
  ['system:serviceaccount:shop:cart', 'service-account', 'shop:cart'],
  ['system:node:node-a', 'node', 'system:node:node-a'],
  ['system:kube-scheduler', 'system', 'system:kube-scheduler'],
  ['system:anonymous', 'anonymous', 'system:anonymous'],
  ['robot@example.iam.gserviceaccount.com', 'service-account', 'robot@example.iam.gserviceaccount.com'],
  ['alice@example.com', 'user', 'alice@example.com'],
])('%s is a %s', (username, kind, name) => {
  const { 'principal.kind': found, 'principal.id': id, 'principal.name': named } = lifecycle({ user: { username } });
  expect([found, id, named]).toEqual([kind, username, name]);
});

test.each([
  [
    { username: 'a', extra: { 'authentication.kubernetes.io/credential-id': ['X509SHA256=AB12'] } },
    'certificate',
    'ab12',
  ],
  [{ username: 'system:serviceaccount:shop:cart' }, 'service-account-token', undefined],
  [{ username: 'a' }, undefined, undefined],
])('the credential of %j', (user, kind, id) => {
  const { 'credential.kind': found, 'credential.id': named } = lifecycle({ user });
  expect([found, named]).toEqual([kind, id]);
});

test('the first address of sourceIPs that is one', () => {
  expect(lifecycle({ sourceIPs: ['unknown', '198.51.100.1', '10.0.0.1'] })['network.ip']).toBe('198.51.100.1');
  expect(lifecycle({ sourceIPs: [] })['network.ip']).toBeUndefined();
});

test.each([
  ['networkpolicies', 'networkpolicy'],
  ['ingresses', 'ingress'],
  ['storageclasses', 'storageclass'],
  ['leases', 'lease'],
  ['endpoints', 'endpoints'],
])('one of %s is a %s', (resource, kind) => expect(lifecycle(on('get', resource))['resource.kind']).toBe(kind));
