// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { addressText } from './address.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1:443 ', '192.0.2.1'],
  ['192.000.002.010', '192.0.2.10'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  [['198.51.100.1', '192.0.2.1'], '198.51.100.1'],
])('%j → %s', (written, address) => expect(addressText(written)).toBe(address));

test.each([
  '',
  'AWS Internal',
  'ssm.amazonaws.com',
  '256.1.1.1',
  '1.2.3',
  '2852039166',
  '192.0.2.0/24',
  'a:b',
  null,
  7,
  {},
])('%j is none', (written) => expect(addressText(written)).toBeUndefined());
