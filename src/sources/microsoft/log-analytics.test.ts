// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { fromLogAnalyticsRow } from './log-analytics.ts';

const form = { category: () => undefined, properties: { IPAddress: 'ipAddress' }, also: ['CorrelationId'] };

test('columns go to the top or into properties, under the names of diagnostic settings', () => {
  expect(
    fromLogAnalyticsRow(
      {
        TimeGenerated: 't',
        TenantId: 'workspace',
        AADTenantId: 'tenant',
        Category: 'SignInLogs',
        CorrelationId: 'c',
        IPAddress: '192.0.2.1',
        Status: '{"errorCode":0}',
        DeviceDetail_dynamic: '',
        DeviceDetail_string: '{"browser":"Edge"}',
      },
      form,
    ),
  ).toEqual({
    time: 't',
    workspaceId: 'workspace',
    tenantId: 'tenant',
    category: 'SignInLogs',
    correlationId: 'c',
    properties: {
      correlationId: 'c',
      ipAddress: '192.0.2.1',
      status: { errorCode: 0 },
      deviceDetail: { browser: 'Edge' },
    },
  });
});

test('a column named like the prototype stays a column', () => {
  const row: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":"x"}');
  const { properties } = fromLogAnalyticsRow(row as Record<string, unknown>, form);
  expect(Object.keys(properties as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
});
