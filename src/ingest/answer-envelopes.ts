// SPDX-License-Identifier: Apache-2.0
// Lists of records as interfaces and command-line tools answer them.
import type { RawRecord } from '../model/event.ts';
import { besideValue } from './envelope-scanner.ts';
import { eachText, hasOnly, isObjectList, type Opener, objects } from './held.ts';
import { isObject } from './parse.ts';

/** By the key that holds the list. */
export const answerEnvelopes: readonly (readonly [string, Opener])[] = [
  ['Records', (_, held) => objects(held)],
  ['records', (_, held) => objects(held)],
  ['value', (record, held) => (isAnswer(record) ? objects(held) : undefined)],
  ['tables', (_, held) => (isObjectList(held) && held.every(isTable) ? rows(held) : undefined)],
  ['items', listItems],
  ['Events', (_, held) => (isLookup(held) ? eachText(held, 'CloudTrailEvent') : undefined)],
  ['events', (record, held) => (hasOnly(record, besideEvents) && isMessages(held) ? eachMessage(held) : undefined)],
  ['entries', (record, held) => (hasOnly(record, besideEntries) ? objects(held) : undefined)],
  ['logs', (record, held) => (hasOnly(record, besideLogs) ? objects(held) : undefined)],
  ['results', openResults],
  ['hits', (record, held) => ('took' in record && isObject(held) ? objects(held.hits) : undefined)],
  [
    'logEvents',
    (record, held) => (record.messageType === 'DATA_MESSAGE' && isObjectList(held) ? eachMessage(held) : undefined),
  ],
];

/** A list as Microsoft Graph, Azure Resource Manager and Log Analytics answer it: `value` and annotations. */
function isAnswer(record: RawRecord): boolean {
  return Object.keys(record).every((key) => key === 'value' || besideValue(key));
}

/** Kubernetes lists (`EventList`, `List`) and the Google Workspace reports API. */
function listItems(record: RawRecord, items: unknown): Iterable<RawRecord> | undefined {
  const { kind, apiVersion } = record;
  if (typeof kind !== 'string' || !isObjectList(items)) return undefined;
  if (kind === 'admin#reports#activities' || kind === 'List') return items;
  return kind.endsWith('List') ? typedItems(items, kind.slice(0, -'List'.length), apiVersion) : undefined;
}

/** Kubernetes writes the type of a list's items once, at the list (audit webhooks do): it is part of each record. */
function* typedItems(items: readonly RawRecord[], kind: string, apiVersion: unknown): Generator<RawRecord> {
  for (const item of items) {
    if ('kind' in item || 'apiVersion' in item) yield item;
    else yield apiVersion === undefined ? { kind, ...item } : { kind, apiVersion, ...item };
  }
}

interface Table {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

function isTable(value: unknown): boolean {
  if (!isObject(value) || !isObjectList(value.columns) || !Array.isArray(value.rows)) return false;
  return value.columns.every((column) => typeof column.name === 'string') && value.rows.every(Array.isArray);
}

/** The Log Analytics query API's answer: rows under typed columns. */
function* rows(tables: readonly unknown[]): Generator<RawRecord> {
  for (const table of tables as readonly Table[]) {
    for (const row of table.rows) {
      yield Object.fromEntries(table.columns.map((column, index) => [column.name, row[index]]));
    }
  }
}

/** `aws cloudtrail lookup-events`: each event's record is text beside what was looked up. */
function isLookup(held: unknown): held is readonly RawRecord[] {
  return isObjectList(held) && held.every((event) => typeof event.CloudTrailEvent === 'string');
}

/** `aws logs get-log-events` and `filter-log-events`. */
const besideEvents = new Set(['events', 'nextForwardToken', 'nextBackwardToken', 'nextToken', 'searchedLogStreams']);

function isMessages(held: unknown): held is readonly RawRecord[] {
  return isObjectList(held) && held.every((event) => typeof event.message === 'string');
}

/** CloudWatch Logs: each message is a record of its own, or stays as it is when it is not JSON. */
function eachMessage(held: readonly RawRecord[]): Iterable<RawRecord> {
  return eachText(held, 'message');
}

/** Slack's Audit Logs API, and Cloud Logging's `entries.list`. */
const besideEntries = new Set(['entries', 'response_metadata', 'ok', 'nextPageToken']);

/** Auth0's Management API, asked for totals. */
const besideLogs = new Set(['logs', 'start', 'limit', 'length', 'total']);

/** CloudWatch Logs Insights (`aws logs get-query-results`), whose rows are lists of cells, or a search of Splunk. */
function openResults(record: RawRecord, held: unknown): Iterable<RawRecord> | undefined {
  if ('preview' in record) return objects(held);
  return Array.isArray(held) && held.every(isCells) ? held.map(fromCells) : undefined;
}

function isCells(row: unknown): row is readonly RawRecord[] {
  return isObjectList(row) && row.every((cell) => typeof cell.field === 'string');
}

function fromCells(row: readonly RawRecord[]): RawRecord {
  return Object.fromEntries(row.map((cell) => [cell.field, cell.value]));
}
