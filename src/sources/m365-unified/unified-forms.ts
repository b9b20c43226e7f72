// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { fromJsonText } from '../microsoft/json-text.ts';
import { isObject } from '../shared/read.ts';

/** Columns of the table `OfficeActivity` that are named otherwise than the property of the API. */
const columns: Readonly<Record<string, string>> = {
  TimeGenerated: 'CreationTime',
  OfficeWorkload: 'Workload',
  OfficeId: 'Id',
  OfficeObjectId: 'ObjectId',
  Client_IPAddress: 'ClientIPAddress',
  Logon_Type: 'LogonType',
  Site_Url: 'SiteUrl',
  Site_: 'Site',
  AADTarget: 'Target',
  TenantId: 'workspaceId',
  Type: 'table',
};

/**
 * A row of the table `OfficeActivity` in the form of the Management Activity API. Columns that repeat another under a
 * name with `_` at the end, and empty columns, are left out; JSON text is read.
 */
export function fromOfficeActivity(row: RawRecord): RawRecord {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      if (value === '' || value === null) return [];
      const known = Object.hasOwn(columns, column) ? columns[column] : undefined;
      if (known === undefined && column.endsWith('_') && Object.hasOwn(row, column.slice(0, -1))) return [];
      return [[known ?? column.replace(/_$/, ''), fromJsonText(value)]];
    }),
  );
}

/** The record that an export or the Graph API carries inside; the row itself where there is none to read. */
export function fromAuditData(row: RawRecord, auditData: unknown): RawRecord {
  const record = fromJsonText(auditData);
  return isObject(record) ? record : row;
}
