// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { logsourceMatches } from './log-source.ts';

it.each([
  [{ product: 'windows' }, true],
  [{ product: 'Windows', service: 'SECURITY' }, true],
  [{ service: 'security' }, true],
  [{ product: 'windows', service: 'system' }, false],
  [{ category: 'process_creation' }, false],
  [{ product: 'windows', definition: 'any words' }, true],
])('"can be used alone or in any combination": %j', (selector, matches) => {
  expect(logsourceMatches(selector, { product: 'windows', service: 'security' })).toBe(matches);
});
