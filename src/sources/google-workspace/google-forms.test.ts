// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { toEvent } from '../event.ts';
import { createRecogniser } from '../recognise.ts';
import { sources } from '../sources.ts';

const recognise = createRecogniser(sources);

const shared = {
  insertId: 'x1',
  logName: 'organizations/123/logs/cloudaudit.googleapis.com%2Factivity',
  timestamp: '2026-03-02T12:00:00.5Z',
  resource: { type: 'audited_resource', labels: { service: 'oauth2.googleapis.com' } },
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    serviceName: 'oauth2.googleapis.com',
    methodName: 'google.identity.oauth2.GetToken',
    authenticationInfo: { principalEmail: 'erin@example.com' },
    requestMetadata: { callerIp: '203.0.113.9' },
    metadata: {
      '@type': 'type.googleapis.com/ccc_hosted_reporting.ActivityProto',
      activityId: { timeUsec: '1772452800500000', uniqQualifier: '-42' },
      event: [
        {
          eventName: 'authorize',
          eventType: 'auth',
          parameter: [
            { name: 'client_id', type: 'TYPE_STRING', value: '77.apps.googleusercontent.com' },
            { name: 'app_name', type: 'TYPE_STRING', value: 'Mail Sync' },
            {
              name: 'scope',
              label: 'LABEL_REPEATED',
              type: 'TYPE_STRING',
              multiStrValue: ['https://mail.google.com/'],
            },
          ],
        },
      ],
    },
  },
};

const exported = {
  time_usec: '1772452800500000',
  record_type: 'token',
  event_type: 'auth',
  event_name: 'authorize',
  unique_identifier: '-42',
  email: 'erin@example.com',
  ip_address: '203.0.113.9',
  token: {
    client_id: '77.apps.googleusercontent.com',
    app_name: 'Mail Sync',
    scope: ['https://mail.google.com/'],
  },
};

test.each([
  ['shared with Google Cloud', shared],
  ['exported to BigQuery', exported],
])('an activity %s is the activity of the Reports API', (_, record) => {
  const found = recognise(record);
  if (found === undefined) throw new Error('not recognised');
  expect(toEvent(found.source, found.record, { file: 'x', line: 1, offset: 0 })).toMatchObject({
    source: 'google.workspace',
    time: Date.UTC(2026, 2, 2, 12) + 500,
    id: '-42',
    raw: { event: { name: 'authorize', parameters: { client_id: '77.apps.googleusercontent.com' } } },
    lifecycle: {
      stage: 'grant',
      'principal.name': 'erin@example.com',
      'client.id': '77.apps.googleusercontent.com',
      'client.name': 'Mail Sync',
      'network.ip': '203.0.113.9',
      scopes: ['https://mail.google.com/'],
    },
  });
});
