// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { graphRequest } from './graph-request.ts';

const root = 'https://graph.microsoft.com/v1.0';
const guid = '10000000-0000-4000-8000-000000000001';

test.each([
  [`${root}/me/messages`, 'mailbox', 'me-id', '/me/messages'],
  [`${root}/users('bob@example.com')/sendMail`, 'mailbox', 'bob@example.com', '/users/{id}/sendMail'],
  [`${root}/users/${guid}/events/AAMkAGI2TAAA1234=`, 'calendar', guid, '/users/{id}/events/{id}'],
  [`${root}/chats/19:x@thread.v2/messages`, 'chat', '/chats/19:x@thread.v2/messages', '/chats/{id}/messages'],
  [
    `${root}/sites/root/drive/root/children`,
    'file',
    '/sites/root/drive/root/children',
    '/sites/root/drive/root/children',
  ],
  [`${root}/$batch`, 'batch', '/$batch', '/$batch'],
  [
    'https://graph.microsoft.com/beta//servicePrincipals?$top=1',
    'application',
    '/servicePrincipals',
    '/servicePrincipals',
  ],
  [`https://graph.windows.net/${guid}/applications?api-version=1.6`, 'application', '/applications', '/applications'],
  [`${root}/planner/tasks`, undefined, '/planner/tasks', '/planner/tasks'],
])('%s', (uri, kind, id, template) => expect(graphRequest(uri, 'me-id')).toEqual({ kind, id, template }));

test('no address, no request', () => expect(graphRequest(null, 'me-id')).toBeUndefined());
