// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Sighting } from './sighting.ts';
import { fillStep, fillSummary } from './summary.ts';

function sighting(lifecycle: Sighting['lifecycle']): Sighting {
  return { id: 'a', source: 's', time: 0, origin: { file: 'f', line: 1, offset: 0 }, lifecycle, synthetic: false };
}

const facts = {
  sightings: [sighting({ 'principal.id': 'anna' }), sighting({ 'principal.id': 'bert', 'network.ip': '192.0.2.1' })],
  count: 2,
  values: ['x', 'y'],
};

test('fields come from the first event that has them, or from the last', () => {
  expect(fillSummary('{principal.id}, {last:principal.id} at {network.ip}: {count} of {values}', facts)).toBe(
    'anna, bert at 192.0.2.1: 2 of x, y',
  );
  expect(fillSummary('{client.id}\n{nonsense}', facts)).toBe('unknown unknown');
});

test('a step keeps the braces of a command and its full length', () => {
  expect(fillStep('End the sessions of {last:principal.id}: -o jsonpath={.spec.node} {org} {client.id}', facts)).toBe(
    'End the sessions of bert: -o jsonpath={.spec.node} {org} unknown',
  );
  expect(fillStep('x'.repeat(900), facts)).toHaveLength(900);
});
