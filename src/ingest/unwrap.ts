// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';
import { besideValue } from './envelope-scanner.ts';
import { isObject, parseObject } from './parse.ts';

/** Envelopes that are opened one inside the other. */
export const maxEnvelopes = 8;

/**
 * The vendor's records inside a transport's envelope, lazily; the record itself if it is none. Envelopes in envelopes
 * are opened up to {@link maxEnvelopes} deep. A record inherits nothing from its envelope, but for the resource id of
 * an AKS record (`aksResourceId`) and the `kind` and `apiVersion` that a Kubernetes list states for its items. An envelope whose content does not fit comes out whole: nothing is lost.
 */
export function unwrap(record: RawRecord): Iterable<RawRecord> {
  const inner = open(record);
  return inner === undefined ? [record] : openAll(inner, 1);
}

function* openAll(records: Iterable<RawRecord>, level: number): Generator<RawRecord> {
  for (const record of records) {
    const inner = level < maxEnvelopes ? open(record) : undefined;
    if (inner === undefined) yield record;
    else yield* openAll(inner, level + 1);
  }
}

type Opener = (record: RawRecord, held: unknown) => Iterable<RawRecord> | undefined;

/** By the key that tells an envelope, first come first tried; fewer than 31, since a bit stands for each. */
const openers: ReadonlyMap<string, Opener> = new Map<string, Opener>([
  // A rule's test case: the verdict beside the log.
  ['expected', (record) => ('ruleId' in record && isObject(record.log) ? [record.log] : undefined)],
  ['Records', (_, held) => objects(held)],
  ['records', (_, held) => objects(held)],
  ['value', (record, held) => (isAnswer(record) ? objects(held) : undefined)],
  ['tables', (_, held) => (isObjectList(held) && held.every(isTable) ? rows(held) : undefined)],
  ['items', listItems],
  ['logEvents', (record, held) => (record.messageType === 'DATA_MESSAGE' ? logEvents(held) : undefined)],
  ['message', (record, held) => (isCarrier(record) ? objectText(held) : undefined)],
  ['@message', (_, held) => objectText(held)],
  ['properties', aks],
  ['log_s', (_, held) => objectText(held)],
  ['event', openEvent],
  ['data', (record, held) => (typeof record.specversion === 'string' && isObject(held) ? [held] : undefined)],
  ['_source', (record, held) => (('_index' in record || '_id' in record) && isObject(held) ? [held] : undefined)],
]);

const ranks: ReadonlyMap<string, number> = new Map([...openers.keys()].map((key, rank) => [key, rank]));
const ranked: readonly (readonly [string, Opener])[] = [...openers];

function open(record: RawRecord): Iterable<RawRecord> | undefined {
  let candidates = 0;
  for (const key in record) {
    const rank = ranks.get(key);
    if (rank !== undefined) candidates |= 1 << rank;
  }
  for (let rank = 0; candidates >> rank !== 0; rank++) {
    const [key, opener] = ranked[rank] ?? [];
    if ((candidates & (1 << rank)) === 0 || key === undefined || opener === undefined) continue;
    const inner = opener(record, record[key]);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isObjectList(value: unknown): value is readonly RawRecord[] {
  return Array.isArray(value) && value.every(isObject);
}

function objects(value: unknown): readonly RawRecord[] | undefined {
  return isObjectList(value) ? value : undefined;
}

function objectText(value: unknown): readonly RawRecord[] | undefined {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  const record = parseObject(value);
  return record === undefined ? undefined : [record];
}

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

/** CloudWatch Logs to a subscriber: each message is a record of its own, or stays as it is when it is not JSON. */
function* eachMessage(events: readonly RawRecord[]): Generator<RawRecord> {
  for (const event of events) yield* objectText(event.message) ?? [event];
}

function logEvents(value: unknown): Iterable<RawRecord> | undefined {
  return isObjectList(value) ? eachMessage(value) : undefined;
}

/**
 * What log shippers and exports put beside `message`. The list is closed: in a record with anything else, `message` is
 * the vendor's own field, whose text an attacker may choose.
 */
const beside = new Set([
  'message',
  'timestamp',
  '@timestamp',
  'time',
  'id',
  'eventId',
  'ingestionTime',
  'logGroupName',
  'logStreamName',
  'logGroup',
  'logStream',
  'owner',
  '@version',
  'agent',
  'ecs',
  'host',
  'input',
  'log',
  'tags',
  'fields',
  'cloud',
  'container',
  'docker',
  'kubernetes',
  'stream',
  'offset',
  'data_stream',
  'event',
  'service',
  'fileset',
  'source',
  'prospector',
  'beat',
  'aws',
  'awscloudwatch',
  'elastic_agent',
]);

function isCarrier(record: RawRecord): boolean {
  return Object.keys(record).every((key) => beside.has(key));
}

/** Azure Kubernetes Service's diagnostic record: the Kubernetes record is text in `properties.log`. */
function aks(record: RawRecord, properties: unknown): Iterable<RawRecord> | undefined {
  const held = typeof properties === 'string' ? objectText(properties)?.[0] : properties;
  const inner = isObject(held) ? objectText(held.log)?.[0] : undefined;
  if (inner === undefined) return undefined;
  if (typeof record.resourceId !== 'string' || Object.hasOwn(inner, 'aksResourceId')) return [inner];
  return [{ ...inner, aksResourceId: record.resourceId }];
}

/** What Splunk's HTTP event collector takes beside `event`. */
const collectorKeys = new Set(['event', 'time', 'host', 'source', 'sourcetype', 'index', 'fields']);

/** Elastic's `event.original`, or a record sent to Splunk's HTTP event collector. */
function openEvent(record: RawRecord, held: unknown): Iterable<RawRecord> | undefined {
  const original = isObject(held) ? objectText(held.original) : undefined;
  if (original !== undefined) return original;
  if (!Object.keys(record).every((key) => collectorKeys.has(key))) return undefined;
  return isObject(held) ? [held] : objectText(held);
}
