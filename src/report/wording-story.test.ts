// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { mainLinks } from './wording.ts';

test('of what holds a story together one of each kind is told, the address first', () => {
  const links = ['client c', 'credential k1', 'credential k2', 'principal p', 'address 192.0.2.1'];
  expect(mainLinks(links)).toEqual({ shown: ['address 192.0.2.1', 'principal p', 'credential k1'], more: 2 });
  expect(mainLinks([])).toEqual({ shown: [], more: 0 });
});
