// SPDX-License-Identifier: Apache-2.0
// Whichever way a Microsoft log arrives, rules find one set of field names.
import { expect, test } from 'vitest';
import { exampleEvents } from '../shared/examples.fixture.ts';
import { readPath } from '../shared/read.ts';
import { sources } from '../sources.ts';

const plain: Readonly<Record<string, readonly string[]>> = {
  'entra-signin': [
    'category',
    'time',
    'operationName',
    'resultType',
    'properties.id',
    'properties.appId',
    'properties.resourceId',
    'properties.resourceDisplayName',
    'properties.uniqueTokenIdentifier',
  ],
  'entra-audit': [
    'category',
    'time',
    'operationName',
    'correlationId',
    'properties.id',
    'properties.category',
    'properties.activityDisplayName',
    'properties.result',
    'properties.initiatedBy',
    'properties.targetResources.id',
    'properties.loggedByService',
  ],
  'graph-activity': [
    'category',
    'time',
    'properties.requestUri',
    'properties.requestMethod',
    'properties.responseStatusCode',
    'properties.appId',
    'properties.ipAddress',
    'properties.signInActivityId',
    'properties.tokenIssuedAt',
  ],
  'm365-unified': ['CreationTime', 'Operation', 'Workload', 'UserId', 'Id'],
};

const cases = Object.entries(plain).flatMap(([folder, fields]) =>
  exampleEvents(new URL(`../${folder}/example.ndjson`, import.meta.url), sources).map((event) => ({
    folder,
    fields,
    event,
    line: event.origin.line,
  })),
);

test.each(cases)('$folder, example $line', ({ fields, event }) => {
  const missing = fields.filter((field) => (readPath(event.raw, field) ?? undefined) === undefined);
  expect(missing).toEqual([]);
});

test('what is a list or an object in one form is no text in another', () => {
  for (const { folder, event } of cases.filter((one) => one.folder === 'entra-audit')) {
    expect(readPath(event.raw, 'properties.targetResources'), folder).toBeInstanceOf(Array);
    expect(readPath(event.raw, 'properties.additionalDetails'), folder).toBeInstanceOf(Array);
  }
  const rows = cases.filter((one) => one.folder === 'entra-signin' && one.event.raw.table === 'SigninLogs');
  expect(rows.map(({ event }) => readPath(event.raw, 'properties.status.errorCode'))).toEqual([50126]);
});
