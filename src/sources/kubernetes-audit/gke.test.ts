// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { normaliseGke, normaliseGkeRow } from './gke.ts';

const entry = (methodName: string, resourceName: string, rest: Readonly<Record<string, unknown>> = {}) =>
  normaliseGke({
    timestamp: '2026-03-02T09:25:00Z',
    protoPayload: { serviceName: 'k8s.io', methodName, resourceName, ...rest },
  });

test.each([
  [
    'io.k8s.core.v1.secrets.list',
    'core/v1/namespaces/shop/secrets',
    { resource: 'secrets', apiGroup: '', apiVersion: 'v1', namespace: 'shop' },
    '/api/v1/namespaces/shop/secrets',
  ],
  [
    'io.k8s.authorization.rbac.v1.clusterrolebindings.create',
    'rbac.authorization.k8s.io/v1/clusterrolebindings/everything',
    { resource: 'clusterrolebindings', apiGroup: 'rbac.authorization.k8s.io', apiVersion: 'v1', name: 'everything' },
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/everything',
  ],
  [
    'io.k8s.core.v1.serviceaccounts.token.create',
    'core/v1/namespaces/shop/serviceaccounts/cart/token',
    {
      resource: 'serviceaccounts',
      subresource: 'token',
      apiGroup: '',
      apiVersion: 'v1',
      namespace: 'shop',
      name: 'cart',
    },
    '/api/v1/namespaces/shop/serviceaccounts/cart/token',
  ],
  [
    'io.k8s.core.v1.namespaces.get',
    'core/v1/namespaces/shop',
    { resource: 'namespaces', apiGroup: '', apiVersion: 'v1', namespace: 'shop', name: 'shop' },
    '/api/v1/namespaces/shop',
  ],
  ['io.k8s.get', 'readyz', undefined, '/readyz'],
])('%s %s', (method, name, objectRef, uri) => {
  const event = entry(method, name);
  expect(event.verb).toBe(method.split('.').at(-1));
  expect(event.objectRef).toEqual(objectRef);
  expect(event.requestURI).toBe(uri);
});

test('a command is written into the request address, so that the same rules find it', () => {
  const event = entry('io.k8s.core.v1.pods.exec.create', 'core/v1/namespaces/shop/pods/cart-0', {
    request: { command: ['cat', '/run/a b'] },
  });
  expect(event.requestURI).toBe('/api/v1/namespaces/shop/pods/cart-0/exec?command=cat&command=%2Frun%2Fa%20b');
});

test.each([
  [{ status: { code: 0 } }, 200],
  [{ status: {} }, 200],
  [{ status: { code: 7 } }, 403],
  [{ status: { code: 99 } }, 500],
  [{ response: { code: 404 } }, 404],
  [{ authorizationInfo: [{ granted: true }, { granted: false }] }, 403],
  [{ authorizationInfo: [{ granted: true }] }, 200],
  [{}, undefined],
])('%j is answered with %s', (rest, code) => {
  expect(entry('io.k8s.get', 'version', rest).responseStatus).toEqual(
    code === undefined ? undefined : expect.objectContaining({ code }),
  );
});

test('labels become annotations, the decision of the entry standing in', () => {
  const record = {
    labels: { 'authorization.k8s.io/reason': 'RBAC' },
    protoPayload: { authorizationInfo: [{ granted: true }] },
  };
  expect(normaliseGke(record).annotations).toEqual({
    'authorization.k8s.io/decision': 'allow',
    'authorization.k8s.io/reason': 'RBAC',
  });
});

test('a row of BigQuery gives the same event as the entry', () => {
  const payload = {
    serviceName: 'k8s.io',
    methodName: 'io.k8s.core.v1.pods.exec.create',
    resourceName: 'core/v1/namespaces/shop/pods/cart-0',
    authenticationInfo: { principalEmail: 'erin@example.com' },
  };
  const request = { command: ['cat', '/run/token'] };
  const around = { insertId: 'x', timestamp: '2026-03-02T09:25:00Z' };
  const row = { ...around, protopayload_auditlog: { ...payload, requestJson: JSON.stringify(request) } };
  const { requestURI, ...event } = normaliseGkeRow(row);
  expect(requestURI).toContain('command=cat');
  expect({ requestURI, ...event }).toEqual(normaliseGke({ ...around, protoPayload: { ...payload, request } }));
});
