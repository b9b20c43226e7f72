// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { sources } from '../sources/sources.ts';
import { type CaseWorld, runCases } from './run-cases.ts';

const world: CaseWorld = {
  sources,
  enrichWith: (networks) => ({
    network: (ip) => {
      const zone = networks.find(({ cidrs }) => cidrs.includes(`${ip}/32`))?.zone;
      return { ip, class: 'unknown', ...(zone === undefined ? {} : { zone }) };
    },
    agentFamily: () => 'other',
  }),
  lists: () => undefined,
};
const rule = {
  file: 'r.yml',
  text: `title: Outside
name: outside
logsource: {product: kubernetes, service: audit}
detection: {s: {verb: list}, inside: {lifecycle.network.zone|exists: true}, condition: s and not inside}
tokenward:
  summary: '{principal.name} from {network.ip}'
`,
};
const event = `
  - kind: Event
    apiVersion: audit.k8s.io/v1
    verb: list
    user: {username: erin, extra: {dotted.key/x: [one]}}
    sourceIPs: [192.0.2.7]
    requestReceivedTimestamp: '2026-03-02T10:00:00Z'`;
const match = `- name: listed\n  verdict: match\n  events:${event}`;
const run = (cases: string) => runCases(rule, { file: 'r.cases.yml', text: `cases:\n${cases}\n` }, world);
const second = (text: string) => run(`${match}\n${text}`)[1];

test('a near miss is an earlier case with one fact changed or left out', () => {
  expect(
    run(`${match}
- {name: another verb, verdict: clean, like: listed, change: {events.0.verb: get}}
- {name: no verb, verdict: clean, like: listed, remove: events.0.verb}
- {name: a key with dots, verdict: match, like: listed, change: {events.0.user.extra.dotted.key/x.0: two}}
- {name: at home, verdict: clean, like: listed, change: {events.0.userAgent: x}, settings: {networks: [{zone: home, cidrs: [192.0.2.7/32]}]}}`),
  ).toMatchObject([{ passed: true }, { passed: true }, { passed: true }, { passed: true }, { passed: true }]);
});

test.each([
  ['{name: x, verdict: clean, like: listed, change: {events.0.userAgent: x}}', /should be clean, but: erin from/],
  ['{name: x, verdict: match, like: listed, change: {events.0.verb: get}}', /should match, but nothing/],
  [
    '{name: x, verdict: match, like: listed, change: {events.0.level: a}, expect: {ip: 192.0.2.8}}',
    /ip should be 192\.0\.2\.8, is 192\.0\.2\.7/,
  ],
  ['{name: x, verdict: match, like: listed, change: {events.0.level: a}, expect: {findings: 2}}', /2 findings, gave 1/],
  ['{name: x, verdict: match, like: listed, change: {events.0.level: a}, expect: {summary: bo}}', /should say "bo"/],
  ['{name: x, verdict: clean, like: listed, change: {events.0.kind: Thing}}', /event 0 is unrecognised/],
  [
    '{name: x, verdict: clean, like: listed, change: {events.0.requestReceivedTimestamp: soon}}',
    /event 0 is unparsable/,
  ],
])('a case that is wrong fails and says why: %s', (text, reason) => {
  const result = second(`- ${text}`);
  expect(result?.passed).toBe(false);
  expect(result?.reason).toMatch(reason);
});

test.each([
  ['{name: x, verdict: clean, like: nobody, remove: events.0}', /no earlier case "nobody"/],
  ['{name: x, verdict: clean, like: listed, remove: events.0.nothing}', /leads to nothing/],
  ['{name: x, verdict: clean, like: listed, remove: events.3.verb}', /leads to nothing/],
  ['{name: x, verdict: clean, like: listed, change: {events.0.verb: list}}', /is that already/],
  ['{name: x, verdict: clean, like: listed, change: {a: 1, b: 2}}', /./],
  ['{name: x, verdict: perhaps, like: listed, remove: events.0}', /./],
])('a case that makes no sense is refused: %s', (text, reason) => {
  expect(() => second(`- ${text}`)).toThrow(expect.objectContaining({ code: 'CASE_INVALID' }));
  expect(() => second(`- ${text}`)).toThrow(reason);
});
