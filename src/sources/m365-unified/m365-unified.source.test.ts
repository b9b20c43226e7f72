// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { m365Unified } from './m365-unified.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'mail is read, with a token and a session',
    id: 'm-MailItemsAccessed',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'MailItemsAccessed',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'principal.name': 'alice@example.com',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '2001:db8::7',
      'agent.raw': '[NoUserAgent]',
      'resource.kind': 'mailbox',
      'resource.id': 'mb-1',
      'resource.name': 'alice@example.com',
    },
  },
  {
    title: 'a file is synchronised',
    id: 'm-FileSyncDownloadedFull',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      action: 'FileSyncDownloadedFull',
      'principal.kind': 'user',
      'principal.id': 'alice@example.com',
      'principal.name': 'alice@example.com',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.name': 'OneDrive Sync',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Microsoft SkyDriveSync 24',
      'resource.kind': 'file',
      'resource.id': 'https://example.sharepoint.com/personal/alice/Documents/plan.docx',
      'resource.name': 'plan.docx',
    },
  },
  {
    title: 'a user signs in',
    id: 'm-UserLoggedIn',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'UserLoggedIn OAuth2:Token',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'principal.name': 'alice@example.com',
      'credential.issued': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'api',
      'resource.id': '00000003-0000-0000-c000-000000000000',
    },
  },
  {
    title: 'a user consents',
    id: 'm-Consenttoapplication',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'Consent to application',
      channel: 'portal',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'principal.name': 'alice@example.com',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'client.name': 'Mail helper',
      'agent.raw': 'EvoSTS',
      'resource.kind': 'api',
      'resource.id': '40000000-0000-4000-8000-000000000001',
      scopes: ['Mail.Read', 'offline_access'],
    },
  },
  {
    title: 'a service principal adds a secret',
    id: 'm-UpdateapplicationCertificatesandsecretsmanagement',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'Update application - Certificates and secrets management',
      'principal.kind': 'service-principal',
      'principal.id': '30000000-0000-4000-8000-000000000001',
      'principal.name': 'Deployer',
      'credential.kind': 'client-secret',
      'credential.issued': '60000000-0000-4000-8000-000000000001',
      'client.id': '10000000-0000-4000-8000-000000000001',
      'client.name': 'Mail helper',
      'resource.kind': 'application',
      'resource.id': '10000000-0000-4000-8000-000000000001',
      'resource.name': 'Mail helper',
    },
  },
  {
    title: 'a row of OfficeActivity',
    id: 'm-6',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      action: 'FileDownloaded',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'principal.name': 'alice@example.com',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '203.0.113.10',
      'agent.raw': 'Mozilla/5.0',
      'resource.kind': 'file',
      'resource.id': 'https://example.sharepoint.com/sites/a/b.xlsx',
      'resource.name': 'b.xlsx',
    },
  },
  {
    title: 'an export of Purview: an application reads mail',
    id: 'm-7',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'MailItemsAccessed',
      'principal.kind': 'application',
      'principal.id': '20000000-0000-4000-8000-000000000001',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '2001:db8::7',
      'agent.raw': '[NoUserAgent]',
      'resource.kind': 'mailbox',
      'resource.id': 'mb-1',
      'resource.name': 'alice@example.com',
    },
  },
  {
    title: 'a record of the Graph API',
    id: 'm-8',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'use',
      outcome: 'failure',
      action: 'MailItemsAccessed',
      'principal.kind': 'user',
      'principal.id': '10000000-0000-4000-8000-000000000001',
      'principal.name': 'alice@example.com',
      'credential.kind': 'access-token',
      'credential.id': '12345678-9abc-def0-1122-334455667788',
      'session.id': '40000000-0000-4000-8000-000000000001',
      'client.id': '20000000-0000-4000-8000-000000000001',
      'network.ip': '2001:db8::7',
      'agent.raw': '[NoUserAgent]',
      'resource.kind': 'mailbox',
      'resource.id': 'mb-1',
      'resource.name': 'alice@example.com',
    },
  },
  {
    title: 'a sign-in fails although its status says success',
    id: 'm-UserLoginFailed',
    time: '2026-03-02T13:00:00.000Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'failure',
      action: 'UserLoginFailed',
      'principal.kind': 'user',
      'principal.id': 'alice@example.com',
      'principal.name': 'alice@example.com',
      'network.ip': '198.51.100.7',
      'resource.kind': 'api',
      'resource.id': '00000003-0000-0000-c000-000000000000',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(m365Unified.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test.skipIf(!referenceLogsThere).each([
  { file: 'entra-otrf/OfficeActivityEvents.json.gz', counts: { 'm365.unified': 1 } },
  { file: 'entra-otrf/Microsoft365DefenderEvents.json.gz', counts: { none: 9 } },
  { file: 'panther-verdicts/Microsoft365.Audit.AzureActiveDirectory.jsonl.gz', counts: { 'm365.unified': 2 } },
  { file: 'panther-verdicts/Microsoft365.Audit.SharePoint.jsonl.gz', counts: { 'm365.unified': 5 } },
])('real records of $file', ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts));
