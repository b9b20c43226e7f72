// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { rejection } from '../testing/rule.ts';
import { parseRules } from './rules.ts';

const rest = 'logsource: {product: p}\ndetection: {s: {a: x}, condition: s}\n';
const meta = (head: string) => parseRules(head + rest, 'rule.yml').rules[0]?.meta;

it('every attribute of the specification', () => {
  const head = `title: T
id: 929a690e-bef0-4204-a928-ef5e620d6fcc
name: n
related:
  - {id: 08fbc97d-0a2f-491c-ae21-8ffcfd3174e9, type: derived}
taxonomy: sigma
status: stable
description: D
license: Apache-2.0
references: [https://example.com]
author: A, B
date: 2026-01-02
modified: 2026-01-03
fields: [f]
falsepositives: [none known]
level: high
tags: [attack.t1528, attack.credential-access]
scope: [server]
own: {key: [1, x]}
__proto__: {polluted: true}
`;
  expect(meta(head)).toEqual({
    title: 'T',
    id: '929a690e-bef0-4204-a928-ef5e620d6fcc',
    name: 'n',
    related: [{ id: '08fbc97d-0a2f-491c-ae21-8ffcfd3174e9', type: 'derived' }],
    taxonomy: 'sigma',
    status: 'stable',
    description: 'D',
    license: 'Apache-2.0',
    references: ['https://example.com'],
    author: 'A, B',
    date: '2026-01-02',
    modified: '2026-01-03',
    fields: ['f'],
    falsepositives: ['none known'],
    level: 'high',
    tags: ['attack.t1528', 'attack.credential-access'],
    scope: ['server'],
    custom: Object.fromEntries([
      ['own', { key: [1, 'x'] }],
      ['__proto__', { polluted: true }],
    ]),
    position: { file: 'rule.yml', line: 1, column: 1 },
  });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

it('a list left open is empty', () =>
  expect(meta('title: T\nfalsepositives:\ntags:\n')).toMatchObject({ falsepositives: [], tags: [] }));

it('a tag in capitals is the same tag', () =>
  expect(meta('title: T\ntags: [attack.T1528, CVE.2021-44228]\n')).toMatchObject({
    tags: ['attack.t1528', 'cve.2021-44228'],
  }));

it.each([
  ['"Other taxonomy must be handled by the used tool"', 'taxonomy: ecs', 'taxonomy "ecs"'],
  ['"the rule cannot be use in its current state"', 'status: unsupported', 'cannot be used'],
])('%s', (_, line, reason) =>
  expect(rejection(`title: T\n${line}\n${rest}`)).toMatchObject({
    code: 'RULE_UNSUPPORTED',
    reason: expect.stringContaining(reason),
    position: { line: 2 },
  }),
);

describe('refused, with what to write instead', () => {
  it.each([
    ['title: mandatory', '', 'add one'],
    ['title: "max. 256 characters"', `title: ${'x'.repeat(257)}\n`, 'at most 256'],
    ['title that is a number', 'title: 7\n', 'in quotes'],
    ['description: "max. 65,535 characters"', `title: T\ndescription: ${'x'.repeat(65_536)}\n`, 'at most 65535'],
    ['status', 'title: T\nstatus: fine\n', 'stable, test'],
    [
      '"The level field contains one of five string values"',
      'title: T\nlevel: urgent\n',
      'informational, low, medium, high, critical',
    ],
    ['date: "Use the ISO 8601 date with separator format"', 'title: T\ndate: 2026/01/02\n', 'YYYY-MM-DD'],
    ['modified: "Use the ISO 8601 date with separator format"', 'title: T\nmodified: 20260102\n', 'YYYY-MM-DD'],
    ['tags: "no spaces"', 'title: T\ntags: [attack t1528]\n', 'attack.t1528'],
    ['tags: "namespaced"', 'title: T\ntags: [t1528]\n', 'attack.t1528'],
    ['tags: unique', 'title: T\ntags: [a.b, a.b]\n', 'leave one out'],
    ['related: type', 'title: T\nrelated: [{id: x, type: cousin}]\n', 'derived, obsolete, merged, renamed, similar'],
    ['related: both keys', 'title: T\nrelated: [{id: x}]\n', 'both id and type'],
    ['related: a list', 'title: T\nrelated: x\n', 'write a list'],
  ])('%s', (_, head, reason) =>
    expect(rejection(head + rest)).toMatchObject({ code: 'RULE_INVALID', reason: expect.stringContaining(reason) }),
  );

  it.each([
    ['logsource: mandatory', '', 'add one with category'],
    ['logsource with nothing to select', 'logsource: {definition: d}\n', 'give it category'],
    ['logsource that is a text', 'logsource: p\n', 'as a mapping'],
  ])('%s', (_, logsource, reason) =>
    expect(rejection(`title: T\n${logsource}detection: {s: {a: x}, condition: s}\n`).reason).toContain(reason),
  );
});
