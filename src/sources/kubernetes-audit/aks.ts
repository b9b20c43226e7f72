// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { fromJsonText } from '../microsoft/json-text.ts';
import { objectOrJson, readPath } from '../shared/read.ts';

/** AKS puts the event into Azure Monitor's envelope, as JSON text or as an object; its time stands in for a lost one. */
export function normaliseAks(record: RawRecord): RawRecord {
  const event = objectOrJson(readPath(record, 'properties.log'));
  return event === undefined ? record : { timestamp: record.time, ...event };
}

/** Column of the tables to the name in the event. */
const columns: readonly (readonly [string, string])[] = [
  ['Level', 'level'],
  ['AuditId', 'auditID'],
  ['Stage', 'stage'],
  ['RequestUri', 'requestURI'],
  ['Verb', 'verb'],
  ['User', 'user'],
  ['SourceIps', 'sourceIPs'],
  ['UserAgent', 'userAgent'],
  ['ObjectRef', 'objectRef'],
  ['ResponseStatus', 'responseStatus'],
  ['RequestObject', 'requestObject'],
  ['ResponseObject', 'responseObject'],
  ['RequestReceivedTime', 'requestReceivedTimestamp'],
  ['StageReceivedTime', 'stageTimestamp'],
  ['Annotations', 'annotations'],
  ['TimeGenerated', 'timestamp'],
  ['_ResourceId', 'aksResourceId'],
];

/**
 * A row of the Log Analytics tables `AKSAudit` and `AKSAuditAdmin`: the event's members in columns, the nested ones as
 * objects or as JSON text.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/aksaudit
 */
export function normaliseAksRow(row: RawRecord): RawRecord {
  const members = columns.flatMap(([column, name]): readonly (readonly [string, unknown])[] => {
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    return value === undefined || value === null || value === '' ? [] : [[name, fromJsonText(value)]];
  });
  return { kind: 'Event', apiVersion: 'audit.k8s.io/v1', ...Object.fromEntries(members) };
}
