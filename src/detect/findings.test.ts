// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findingSchema } from '../model/finding.ts';
import { type Met, toFinding } from './findings.ts';
import { ruleBlockSchema } from './rule-block.ts';
import type { Sighting } from './sighting.ts';

const sighting = (id: string, time: number, lifecycle: Sighting['lifecycle']): Sighting => ({
  id,
  source: 'kubernetes.audit',
  time,
  origin: { file: 'audit.log', line: 3, offset: 0 },
  lifecycle,
  synthetic: false,
});
const read = sighting('e1', 1000, { 'principal.id': 'erin', 'principal.kind': 'user', action: 'exec', stage: 'read' });
const use = sighting('e2', 2000, {
  'principal.id': 'cart',
  'network.ip': '192.0.2.9',
  'network.asn': 64500,
  'client.id': 'c',
  'client.name': 'Client',
  action: 'list',
  'resource.name': 'secrets',
});
const met: Met = {
  rule: 'chain',
  meta: {
    title: 'Chain',
    references: [],
    tags: ['attack.t1528', 'attack.T1550.001', 'attack.credential-access', 'attack.tx'],
    falsepositives: ['a test'],
    fields: [],
    scope: [],
    related: [],
    custom: {},
    position: { file: 'r.yml' },
  },
  block: ruleBlockSchema.parse({ notes: { 'chain.use': '{action} by {principal.id}' } }),
  key: '["k"]',
  time: 2000,
  firstTime: 1000,
  lastTime: 3000,
  count: 2,
  steps: [
    { rule: 'chain.read', sighting: read },
    { rule: 'chain.use', sighting: use },
  ],
  values: [],
};

test('a finding says who from the last step on, and shows every step', () => {
  const finding = toFinding(met);
  expect(findingSchema.parse(finding)).toEqual(finding);
  expect(finding).toMatchObject({
    severity: 'medium',
    time: '1970-01-01T00:00:02.000Z',
    attack: { techniques: ['T1528', 'T1550.001'] },
    principal: { id: 'cart' },
    client: { kind: 'oauth-client', id: 'c', name: 'Client' },
    network: { ip: '192.0.2.9', asn: 64500 },
    evidence: [
      { eventId: 'e1', rule: 'chain.read', stage: 'read', note: 'exec' },
      { eventId: 'e2', rule: 'chain.use', note: 'list by cart' },
    ],
  });
  expect(finding.synthetic).toBeUndefined();
});

test('its id rests on rule, group and first event, or the anchor, and on nothing else', () => {
  const { id } = toFinding(met);
  expect(toFinding({ ...met, count: 9, lastTime: 9000, steps: met.steps.slice(0, 1) }).id).toBe(id);
  expect(toFinding({ ...met, key: 'other' }).id).not.toBe(id);
  expect(toFinding({ ...met, rule: 'other' }).id).not.toBe(id);
  expect(toFinding({ ...met, steps: met.steps.slice(1) }).id).not.toBe(id);
  expect(toFinding({ ...met, anchor: 'e2' }).id).not.toBe(id);
});

test('an event that met two steps is one piece of evidence', () => {
  const finding = toFinding({ ...met, steps: [...met.steps, { rule: 'chain.again', sighting: use }] });
  expect(finding.evidence.map(({ eventId, rule }) => [eventId, rule])).toEqual([
    ['e1', 'chain.read'],
    ['e2', 'chain.again'],
  ]);
});
