// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countsBySource, referenceLogsThere } from '../microsoft/reference-logs.fixture.ts';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { sources } from '../sources.ts';
import { gcpAudit } from './gcp-audit.source.ts';

const events = exampleEvents(new URL('./example.ndjson', import.meta.url), sources);

const expected = [
  {
    title: 'a token is made for a service account',
    id: 'g-GenerateAccessToken',
    time: '2026-03-02T17:00:00.123Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'GenerateAccessToken',
      'principal.kind': 'user',
      'principal.id': 'grace@example.com',
      'principal.name': 'grace@example.com',
      'network.ip': '203.0.113.10',
      'agent.raw': 'google-cloud-sdk gcloud/500',
      'resource.kind': 'service-account',
      'resource.id': 'robot@project.iam.gserviceaccount.com',
      'resource.name': 'robot@project.iam.gserviceaccount.com',
      scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    },
  },
  {
    title: 'a key is made',
    id: 'g-CreateServiceAccountKey',
    time: '2026-03-02T17:00:00.123Z',
    lifecycle: {
      stage: 'issue',
      outcome: 'success',
      action: 'google.iam.admin.v1.CreateServiceAccountKey',
      'principal.kind': 'user',
      'principal.id': 'grace@example.com',
      'principal.name': 'grace@example.com',
      'credential.issued': 'key-1',
      'network.ip': '203.0.113.10',
      'agent.raw': 'google-cloud-sdk gcloud/500',
      'resource.kind': 'service-account',
      'resource.id': 'robot@project.iam.gserviceaccount.com',
      'resource.name': 'robot@project.iam.gserviceaccount.com',
      scopes: ['iam.serviceAccountKeys.create'],
    },
  },
  {
    title: 'a key is used and refused',
    id: 'g-get',
    time: '2026-03-02T17:00:00.123Z',
    lifecycle: {
      stage: 'use',
      outcome: 'failure',
      action: 'storage.objects.get',
      'principal.kind': 'service-account',
      'principal.id': 'robot@project.iam.gserviceaccount.com',
      'principal.name': 'robot@project.iam.gserviceaccount.com',
      'credential.kind': 'service-account-key',
      'credential.id': 'key-1',
      'network.ip': '203.0.113.10',
      'agent.raw': 'google-cloud-sdk gcloud/500',
      'resource.kind': 'file',
      'resource.id': 'projects/_/buckets/b/objects/o',
      scopes: ['storage.objects.get'],
    },
  },
  {
    title: 'a role is given through impersonation',
    id: 'g-SetIamPolicy',
    time: '2026-03-02T17:00:00.123Z',
    lifecycle: {
      stage: 'grant',
      outcome: 'success',
      action: 'SetIamPolicy',
      'principal.kind': 'service-account',
      'principal.id': 'robot@project.iam.gserviceaccount.com',
      'principal.name': 'robot@project.iam.gserviceaccount.com',
      'credential.kind': 'impersonation',
      'client.id': '32555940559.apps.googleusercontent.com',
      'network.ip': '203.0.113.10',
      'agent.raw': 'google-cloud-sdk gcloud/500',
      'resource.kind': 'project',
      'resource.id': 'projects/p',
      scopes: ['roles/iam.serviceAccountTokenCreator'],
    },
  },
  {
    title: 'a workload identity calls a service not in our list',
    id: 'g-Do',
    time: '2026-03-02T17:00:00.123Z',
    lifecycle: {
      stage: 'use',
      outcome: 'success',
      action: 'google.cloud.new.v1.New.Do',
      'principal.kind': 'service-account',
      'principal.id':
        'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/subject/repo',
      'resource.kind': 'audited_resource',
      'resource.id': 'projects/p/things/t',
    },
  },
  {
    title: 'a key is deleted, by a row of BigQuery',
    id: 'g-bq',
    time: '2026-03-02T17:00:00.000Z',
    lifecycle: {
      stage: 'revoke',
      outcome: 'success',
      action: 'google.iam.admin.v1.DeleteServiceAccountKey',
      'principal.kind': 'user',
      'principal.id': 'grace@example.com',
      'principal.name': 'grace@example.com',
      'resource.kind': 'service-account',
      'resource.id': 'robot@project.iam.gserviceaccount.com',
    },
  },
];

test.each(expected.map((each, index) => ({ ...each, index })))('$title', ({ index, id, time, lifecycle }) => {
  const event = events[index];
  expect(event?.source).toBe(gcpAudit.id);
  expect(event?.id).toBe(id);
  expect(event && new Date(event.time).toISOString()).toBe(time);
  expect(event?.lifecycle).toEqual(lifecycle);
});

test('every example is expected', () => expect(events).toHaveLength(expected.length));

test.skipIf(!referenceLogsThere).each([
  {
    file: 'panther-verdicts/GCP.AuditLog.jsonl.gz',
    counts: { 'gcp.audit': 67, 'google.workspace': 4, 'kubernetes.audit': 23, none: 8 },
  },
])('real records of $file', ({ file, counts }) => expect(countsBySource(file, sources)).toEqual(counts));
