// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Lifecycle } from '../model/lifecycle.ts';
import { fillSummary, unknownHoles } from './summary.ts';

const sighting = (lifecycle: Lifecycle) => ({
  id: 'e',
  source: 's',
  time: 0,
  origin: { file: '', line: 1, offset: 0 },
  lifecycle,
  synthetic: false,
});
const fill = (template: string, ...list: readonly Lifecycle[]): string =>
  fillSummary(template, { sightings: list.map(sighting), count: 3, values: ['a', 'b'] });

test('a hole takes the first event that knows, `last:` the last', () => {
  const events = [{ action: 'get' }, { action: 'list', 'network.ip': '192.0.2.1' }, { 'network.ip': '192.0.2.2' }];
  expect(fill('{action} from {network.ip}', ...events)).toBe('get from 192.0.2.1');
  expect(fill('{last:action} from {last:network.ip}', ...events)).toBe('list from 192.0.2.2');
  expect(fill('{count} of {values}')).toBe('3 of a, b');
  expect(fill('by {principal.name}', { 'principal.name': '' })).toBe('by unknown');
  expect(fill('{scopes}', { scopes: ['Mail.Read', 'offline_access'] })).toBe('Mail.Read offline_access');
});

test('values are text, not templates, and the sentence is one line', () => {
  expect(fill('as {principal.name}', { 'principal.name': '{network.ip}', 'network.ip': '192.0.2.1' })).toBe(
    'as {network.ip}',
  );
  expect(fill('as {principal.name}', { 'principal.name': 'a\n\tb $& $1' })).toBe('as a b $& $1');
  expect(fill('{action}', { action: 'x'.repeat(1000) })).toHaveLength(600);
});

test('names that nobody fills are told', () => {
  const known = new Set(['action']);
  expect(unknownHoles('{action} {last:action} {count} {values} {acton} {last:who}', known)).toEqual(['acton', 'who']);
});
