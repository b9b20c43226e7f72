// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { compileNetwork, parseNetwork } from './network.ts';

it.each([
  ['192.0.2.0/24', '192.0.2.0/24', true],
  ['192.0.2.9/24', '192.0.2.0/24', false],
  ['192.0.2.9', '192.0.2.9/32', true],
  ['0.0.0.0/0', '0.0.0.0/0', true],
  ['2001:DB8:0::/32', '2001:db8::/32', true],
  ['::/0', '::/0', true],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24', true],
])('%s is %s', (text, network, aligned) => expect(parseNetwork(text)).toEqual({ text: network, aligned }));

it.each([
  '',
  '192.0.2.0/33',
  '192.0.2/24',
  '2001:db8::/129',
  'x/8',
  '192.0.2.0/24/1',
  '010.0.0.0/8',
  '192.0.2.0/',
  'fe80::1%eth0/64',
])('%j is no network', (text) => expect(parseNetwork(text)).toBeUndefined());

it.each([
  ['192.0.2.0/24', '192.0.2.255', true],
  ['192.0.2.0/24', '192.0.3.0', false],
  ['192.0.2.0/24', '::ffff:192.0.2.1', true],
  ['192.0.2.0/24', '::ffff:c000:0201', true],
  ['192.0.2.7/32', '192.0.2.7', true],
  ['0.0.0.0/0', '198.51.100.1', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['128.0.0.0/1', '203.0.113.1', true],
  ['2001:db8::/33', '2001:db8:7fff::1', true],
  ['2001:db8::/33', '2001:db8:8000::1', false],
  ['::/0', '192.0.2.1', false],
  ['192.0.2.0/24', 'not an address', false],
  ['192.0.2.0/24', '192.0.2', false],
  ['192.0.2.0/24', '192.0.2.1.1', false],
  ['192.0.2.0/24', '192.0.2.', false],
  ['192.0.2.0/24', '192.0.2.256', false],
  ['192.0.2.0/24', '192.0.2.01', false],
  ['192.0.2.0/24', '192.0.2.0', true],
  ['192.0.2.0/24', '192.0.2.1:443', false],
])('%s holds %s: %s', (network, address, holds) => expect(compileNetwork(network)(address)).toBe(holds));
