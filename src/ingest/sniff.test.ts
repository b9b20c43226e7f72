// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { InputFormat } from './slice.ts';
import { headBytes, sniffFormat } from './sniff.ts';

const wide = 'x'.repeat(headBytes);

const cases: readonly (readonly [InputFormat, string])[] = [
  ['empty', ''],
  ['empty', '\uFEFF \r\n\t\n'],
  ['ndjson', '{"a":1}\n{"b":2}\n'],
  ['ndjson', '\uFEFF\n{"a":1}'],
  ['ndjson', '{"a":\n{"b":2}\n{"c":3}\n'],
  ['ndjson', '2026-01-02T03:04:05.678Z {"a":1}\n2026-01-02T03:04:05.678Z {"b":2}\n'],
  ['ndjson', '\x1e{"a":1}\n\x1e{"b":2}\n'],
  ['ndjson', 'Started logging\n{"a":1}\n'],
  ['ndjson', '{"Records":[{"a":1}]}\n{"Records":[]}\n'],
  ['ndjson', `{"a":"${wide}"}\n`],
  ['json-array', ' [\n{"a":1}]'],
  ['json-array', '{"Records":[{"a":1}]}\n'],
  ['json-array', '{\n  "events": [\n    {"message":"{}"}'],
  ['json-array', '{"Events":[{"EventId":"1"}]}'],
  ['json', '{"kind":"activity",\n"events":[{"a":1}]}'],
  ['json-array', '{\n  "value": [\n    {}\n  ]\n}'],
  ['json-array', `{"@odata.context":"x","value":[{"a":"${wide}"}]}`],
  ['json', '{\n  "a": 1\n}\n{\n  "b": 2\n}'],
  ['json', '{"a":1}{"b":2}'],
  ['json', `{\n  "a": "${wide}"}`],
  ['csv', 'a,b\n1,2'],
  ['csv', 'CreationDate,"User Ids",AuditData\r\n'],
  ['csv', 'TimeGenerated [UTC]\tName\n'],
  ['csv', 'AuditData\n"{}"'],
  ['unknown', 'Nov 22 10:00:00 host sshd[1]: hello'],
  ['unknown', '# Title\n\nSome, text'],
  ['unknown', '\x89PNG\r\n\x1a\n\0\0\0'],
  ['unknown', '1,2\n3,4'],
];

test.each(cases)('%s: %j', (format, text) => {
  const bytes = Buffer.from(text);
  expect(sniffFormat(bytes.subarray(0, headBytes), bytes.byteLength <= headBytes)).toBe(format);
});
