// SPDX-License-Identifier: Apache-2.0
// What shippers, queues and collectors put around one record.
import type { RawRecord } from '../model/event.ts';
import { hasOnly, isObjectList, type Opener, objects, objectText } from './held.ts';
import { isObject } from './parse.ts';

/** By the key that holds the record. */
export const carrierEnvelopes: readonly (readonly [string, Opener])[] = [
  // A rule's test case: the verdict beside the log.
  ['expected', (record) => ('ruleId' in record && isObject(record.log) ? [record.log] : undefined)],
  ['message', openMessage],
  ['@message', (_, held) => objectText(held)],
  ['properties', aks],
  ['log_s', (_, held) => objectText(held)],
  ['log', (record, held) => (hasOnly(record, besideLog) ? objectText(held) : undefined)],
  ['line', (record, held) => (isObject(record.labels) ? objectText(held) : undefined)],
  ['event', openEvent],
  ['result', (record, held) => ('preview' in record && isObject(held) ? [held] : undefined)],
  ['_raw', (_, held) => objectText(held)],
  ['detail', (record, held) => (typeof record['detail-type'] === 'string' && isObject(held) ? [held] : undefined)],
  ['data', openData],
  ['Message', (record, held) => (typeof record.TopicArn === 'string' ? objectText(held) : undefined)],
  ['CloudTrailEvent', (_, held) => objectText(held)],
  ['attributes', (record, held) => (isArchived(record) && isObject(held) ? [held] : undefined)],
  ['_source', (record, held) => (('_index' in record || '_id' in record) && isObject(held) ? [held] : undefined)],
];

/**
 * What log shippers and exports put beside `message`. The list is closed: in a record with anything else, `message` is
 * the vendor's own field, whose text an attacker may choose.
 */
const besideMessage = new Set([
  ...['message', 'timestamp', '@timestamp', 'time', 'id', 'eventId', 'ingestionTime', '@version', 'service', 'source'],
  ...['logGroupName', 'logStreamName', 'logGroup', 'logStream', 'owner', 'aws', 'awscloudwatch'],
  ...['agent', 'ecs', 'host', 'input', 'log', 'tags', 'fields', 'cloud', 'container', 'docker', 'kubernetes', 'stream'],
  ...['offset', 'data_stream', 'event', 'fileset', 'prospector', 'beat', 'elastic_agent'],
  // Vector and Logstash.
  ...['source_type', 'file', 'path', 'type', 'port', 'topic', 'partition', 'headers', 'message_key', 'timestamp_end'],
  // Datadog's archives.
  ...['_id', 'date', 'status'],
]);

/** What Docker and the shippers that follow it (Fluentd, Fluent Bit) put beside `log`. */
const besideLog = new Set([
  ...['log', 'stream', 'time', 'timestamp', '@timestamp', 'date', 'logtag', '_p', 'attrs', 'tag', 'kubernetes'],
  ...['docker', 'container_id', 'container_name', 'source', 'host', 'hostname', 'cluster'],
]);

/** A shipper's message, or one of Google Cloud's Pub/Sub, whose data are in Base64. */
function openMessage(record: RawRecord, held: unknown): Iterable<RawRecord> | undefined {
  if (isObject(held)) {
    const { data } = held;
    if (typeof data !== 'string' || !('ackId' in record || 'subscription' in record)) return undefined;
    return objectText(Buffer.from(data, 'base64').toString('utf8'));
  }
  return hasOnly(record, besideMessage) ? objectText(held) : undefined;
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
  if (!hasOnly(record, collectorKeys)) return undefined;
  return isObject(held) ? [held] : objectText(held);
}

/** CloudEvents, and Okta's event hooks. */
function openData(record: RawRecord, held: unknown): Iterable<RawRecord> | undefined {
  if (!isObject(held)) return undefined;
  if (typeof record.specversion === 'string') return [held];
  return record.eventType === 'com.okta.event_hook' && isObjectList(held.events) ? objects(held.events) : undefined;
}

/** An archive of Datadog keeps a record's own members in `attributes`. */
function isArchived(record: RawRecord): boolean {
  return typeof record._id === 'string' && typeof record.date === 'string' && Array.isArray(record.tags);
}
