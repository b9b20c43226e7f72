// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { prefixLength } from './line-prefix.ts';
import { createSplitter } from './splitter.ts';

const record = '{"kind":"Event"}';

const known: readonly (readonly [string, string])[] = [
  ['an export of CloudWatch', '2026-01-02T03:04:05.678Z '],
  ['aws logs tail', '2026-01-02T03:04:05.678000+00:00 kube-apiserver-audit-0a1b '],
  ['a container runtime', '2026-01-02T03:04:05.678901234Z stdout F '],
  ['a container runtime with an offset', '2026-01-02T03:04:05.678901234+02:00 stderr F '],
  ['syslog, RFC 5424', '<134>1 2026-01-02T03:04:05.678Z node-a falco 12 - - '],
  ['syslog, RFC 5424, with data', '<134>1 2026-01-02T03:04:05Z node-a falco 12 ID1 [x@1 a="b"] \uFEFF'],
  ['syslog, RFC 3164', '<13>Jan  2 03:04:05 node-a falco[12]: '],
  ['the journal', 'Jan 02 03:04:05 node-a falco[12]: '],
  ['rsyslog with an exact time', '2026-01-02T03:04:05.678901+00:00 node-a auditd: @cee: '],
  ['a JSON text sequence', '\x1e'],
  ['nothing', ''],
];

test.each(known)('before a record: %s', (_, prefix) => {
  const line = Buffer.from(`${prefix}${record}`);
  expect(line.toString('utf8', prefixLength(line))).toBe(record);
});

test.each([
  'note: {"kind":"Event"}',
  '2026-01-02 {"kind":"Event"}',
  '2026-01-02T03:04:05Z stdout P {"kind":"Ev',
  '2026-01-02T03:04:05Z two words {"kind":"Event"}',
  'a,b,{"kind":"Event"}',
  `${'x'.repeat(1000)}{`,
  'no record',
])('not taken off: %s', (line) => expect(prefixLength(Buffer.from(line))).toBe(0));

test('the place of a record is where it begins', () => {
  const splitter = createSplitter('ndjson');
  const prefix = '2026-01-02T03:04:05.678Z ';
  const slices = splitter.push(Buffer.from(`${prefix}${record}\n${prefix}${record}\n`));
  expect(slices).toMatchObject([
    { kind: 'record', line: 1, offset: prefix.length },
    { kind: 'record', line: 2, offset: 2 * prefix.length + record.length + 1 },
  ]);
});
