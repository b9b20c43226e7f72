// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../model/event.ts';
import { maxEnvelopes, unwrap } from './unwrap.ts';

const a = { eventID: '1' };
const b = { eventID: '2' };
const text = JSON.stringify(a);

const opened: readonly (readonly [string, RawRecord, readonly RawRecord[]])[] = [
  ['CloudTrail', { Records: [a, b] }, [a, b]],
  ['an empty list', { Records: [] }, []],
  ['Azure through an event hub', { records: [a, b] }, [a, b]],
  ['Microsoft Graph', { '@odata.context': 'x', value: [a, b], '@odata.nextLink': 'y' }, [a, b]],
  ['Azure Resource Manager', { value: [a], nextLink: 'y' }, [a]],
  [
    'Log Analytics query API',
    {
      tables: [
        { name: 'PrimaryResult', columns: [{ name: 'x', type: 'string' }, { name: 'y' }], rows: [[1, '{}'], [2]] },
      ],
    },
    [
      { x: 1, y: '{}' },
      { x: 2, y: undefined },
    ],
  ],
  [
    'Kubernetes audit webhook',
    { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', metadata: {}, items: [a, { kind: 'Event', ...b }] },
    [
      { kind: 'Event', apiVersion: 'audit.k8s.io/v1', ...a },
      { kind: 'Event', ...b },
    ],
  ],
  ['a mixed Kubernetes list', { kind: 'List', apiVersion: 'v1', items: [a] }, [a]],
  ['Google Workspace', { kind: 'admin#reports#activities', etag: 'x', items: [a] }, [a]],
  [
    'CloudWatch subscription',
    {
      messageType: 'DATA_MESSAGE',
      logGroup: 'g',
      logEvents: [
        { id: '1', message: text },
        { id: '2', message: 'klog' },
      ],
    },
    [a, { id: '2', message: 'klog' }],
  ],
  ['CloudWatch export', { timestamp: 1, ingestionTime: 2, message: text }, [a]],
  ['CloudWatch Insights', { '@timestamp': 'x', '@message': text, '@ptr': 'y' }, [a]],
  [
    'AKS',
    { category: 'kube-audit', resourceId: '/r', properties: { log: text, pod: 'p' }, time: 'x' },
    [{ ...a, aksResourceId: '/r' }],
  ],
  ['AKS with text properties', { category: 'kube-audit', properties: JSON.stringify({ log: text }) }, [a]],
  ['AKS in Sentinel', { TimeGenerated: 'x', Category: 'kube-audit', log_s: text, _ResourceId: '/r' }, [a]],
  ['Splunk', { event: a, time: 1, host: 'h', sourcetype: 's' }, [a]],
  ['Splunk with text', { event: text, index: 'main' }, [a]],
  ['CloudEvents', { specversion: '1.0', id: 'x', type: 'y', source: 'z', data: a }, [a]],
  ['Elastic hit', { _index: 'i', _id: 'x', _source: a }, [a]],
  ['Elastic original', { '@timestamp': 'x', event: { original: text, kind: 'event' }, user: { name: 'u' } }, [a]],
  ['Elastic message', { '@timestamp': 'x', message: text, agent: {}, log: {}, ecs: {} }, [a]],
  ['CloudTrail lookup', { Events: [{ EventId: '1', EventName: 'x', CloudTrailEvent: text }] }, [a]],
  ['one event of a CloudTrail lookup', { EventId: '1', Resources: [], CloudTrailEvent: text }, [a]],
  [
    'CloudWatch answer',
    { events: [{ timestamp: 1, message: text, ingestionTime: 2 }, { message: 'klog' }], nextForwardToken: 'f/1' },
    [a, { message: 'klog' }],
  ],
  ['CloudWatch Insights answer', { results: [[{ field: '@message', value: text }]], status: 'Complete' }, [a]],
  ['Slack', { entries: [a, b], response_metadata: { next_cursor: '' } }, [a, b]],
  ['Cloud Logging', { entries: [a], nextPageToken: 'x' }, [a]],
  ['Auth0 with totals', { start: 0, limit: 50, length: 1, total: 1, logs: [a] }, [a]],
  ['Elastic answer', { took: 1, timed_out: false, hits: { hits: [{ _index: 'i', _source: a }] } }, [a]],
  ['EventBridge', { version: '0', 'detail-type': 'SystemLog', source: 'aws.partner/okta.com', detail: a }, [a]],
  ['Okta event hook', { eventType: 'com.okta.event_hook', data: { events: [a, b] } }, [a, b]],
  ['Docker', { log: `${text}\n`, stream: 'stdout', time: 'x' }, [a]],
  ['Fluent Bit', { log: text, stream: 'stdout', kubernetes: { pod_name: 'p' } }, [a]],
  ['Vector', { message: text, source_type: 'file', file: '/f', host: 'h', timestamp: 'x' }, [a]],
  ['Loki', { labels: { app: 'falco' }, line: text, timestamp: 'x' }, [a]],
  ['Splunk export', { preview: false, offset: 0, result: { _raw: text, host: 'h' } }, [a]],
  ['Splunk search', { preview: false, messages: [], results: [{ _raw: text }] }, [a]],
  ['Pub/Sub', { ackId: 'x', message: { data: Buffer.from(text).toString('base64'), messageId: '1' } }, [a]],
  ['Simple Notification Service', { Type: 'Notification', TopicArn: 'arn:x', Message: text }, [a]],
  ['Datadog archive', { _id: 'x', date: 'y', service: 's', tags: [], attributes: a }, [a]],
  ['Datadog archive of text', { _id: 'x', date: 'y', status: 'info', tags: [], message: text }, [a]],
  ['a test case with a verdict', { ruleId: 'r', test: 't', expected: true, log: a }, [a]],
  [
    'envelopes in envelopes',
    { value: [{ _id: '1', _source: { message: JSON.stringify({ Records: [a, b] }) } }] },
    [a, b],
  ],
];

test.each(opened)('%s', (_, record, expected) => {
  expect([...unwrap(record)]).toEqual(expected);
});

describe('stays whole', () => {
  test.each<RawRecord>([
    a,
    {},
    { Records: [a, 1] },
    { Records: 'x' },
    { time: 'x', category: 'SignInLogs', properties: { id: '1' } },
    { category: 'kube-apiserver', properties: { log: 'I1122 klog {' } },
    { time: 'x', operation: 'y', value: [a] },
    { kind: 'Event', items: [a] },
    { messageType: 'CONTROL_MESSAGE', logEvents: [{ message: text }] },
    { actor: 'u', message: text },
    { timestamp: 1, message: '{broken' },
    { type: 'event_callback', event: a },
    { data: a },
    { _source: a },
    { value: a },
    { ruleId: 'r', log: a },
    { tables: [{ columns: [{ name: 'x' }], rows: [1] }] },
    { log_s: '['.repeat(1000) },
    { Events: [{ EventName: 'x' }] },
    { events: [{ message: text }], actor: 'u' },
    { events: [{ name: 'authorize' }] },
    { entries: [a], actor: 'u' },
    { logs: [a], type: 'x' },
    { results: [a] },
    { hits: { hits: [a] } },
    { detail: a },
    { data: { events: [a] } },
    { log: text, actor: 'u' },
    { line: text },
    { result: a },
    { message: { data: text } },
    { message: { data: 'not a record' }, subscription: 's' },
    { Message: text },
    { attributes: a, _id: 'x' },
  ])('%j', (record) => {
    expect([...unwrap(record)]).toEqual([record]);
  });
});

test('a resource id does not replace what the record says itself', () => {
  const inner = { aksResourceId: 'own', ['__proto__']: 1 };
  const [record] = unwrap({ resourceId: '/r', properties: { log: JSON.stringify(inner) } });
  expect(record).toEqual(inner);
});

test('envelopes are opened a bounded number of times', () => {
  let record: RawRecord = a;
  for (let level = 0; level < maxEnvelopes + 2; level++) record = { Records: [record] };
  expect([...unwrap(record)]).toEqual([{ Records: [{ Records: [a] }] }]);
});

test('a million records come one by one', () => {
  const records = unwrap({ records: Array.from({ length: 1_000_000 }, () => ({ message: text })) });
  let count = 0;
  for (const record of records) count += record.eventID === '1' ? 1 : 0;
  expect(count).toBe(1_000_000);
  const [first] = unwrap({
    tables: [{ columns: [{ name: 'x' }], rows: Array.from({ length: 1_000_000 }, () => [1]) }],
  });
  expect(first).toEqual({ x: 1 });
});
