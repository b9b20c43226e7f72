// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { text } from '../shared/read.ts';
import { fromJsonText } from './json-text.ts';

/** Columns that the diagnostic form has at the top; all others belong into `properties`. */
const topColumns: Readonly<Record<string, string>> = {
  TimeGenerated: 'time',
  Category: 'category',
  OperationName: 'operationName',
  OperationVersion: 'operationVersion',
  ResultType: 'resultType',
  ResultSignature: 'resultSignature',
  ResultDescription: 'resultDescription',
  DurationMs: 'durationMs',
  CorrelationId: 'correlationId',
  Identity: 'identity',
  Level: 'Level',
  Location: 'location',
  ResourceId: 'resourceId',
  AADTenantId: 'tenantId',
  AadTenantId: 'tenantId',
  TenantId: 'workspaceId',
  SourceSystem: 'sourceSystem',
  Type: 'table',
};

/** How the columns of one Log Analytics table differ from the usual translation. */
export interface RowForm {
  /** The diagnostic category where the table has no column that says it. */
  readonly category: (row: RawRecord) => string | undefined;
  /** Column to property, where lowering the first letter is not enough. */
  readonly properties: Readonly<Record<string, string>>;
  /** Columns that belong into `properties` although other tables have them at the top, or in both places. */
  readonly also?: readonly string[];
}

/**
 * A Log Analytics row (PascalCase columns, some of them JSON text) in the form that diagnostic settings deliver:
 * `time`, `category`, `operationName`, ... and the rest in `properties`, in camelCase.
 *
 * `TenantId` is the workspace in these tables, so it becomes `workspaceId`; `AADTenantId` becomes `tenantId`.
 */
export function fromLogAnalyticsRow(row: RawRecord, form: RowForm): RawRecord {
  const top: [string, unknown][] = [];
  const properties: [string, unknown][] = [];
  for (const [column, value] of Object.entries(row)) {
    const name = Object.hasOwn(topColumns, column) ? topColumns[column] : undefined;
    if (name !== undefined) top.push([name, value]);
    if (name !== undefined && form.also?.includes(column) !== true) continue;
    // A query over several tables writes a column that differs in type twice, one of the two being empty.
    const plain = column.replace(/_(?:dynamic|string)$/, '');
    if (plain !== column && (value === '' || value === null)) continue;
    const property = Object.hasOwn(form.properties, plain) ? form.properties[plain] : undefined;
    properties.push([property ?? lowerFirst(plain), fromJsonText(value)]);
  }
  const category = form.category(row) ?? text(row.Category);
  if (category !== undefined) top.push(['category', category]);
  return Object.fromEntries([...top, ['properties', Object.fromEntries(properties)]]);
}

function lowerFirst(column: string): string {
  return column.charAt(0).toLowerCase() + column.slice(1);
}
