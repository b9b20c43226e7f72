// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { parseAddress, parseCidr } from './address.ts';

describe('parseAddress', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['[192.0.2.1]:443', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:8443', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:65535', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25en0]:80', 'fe80::1'],
    ['::', '::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ])('%s is %s', (text, expected) => {
    expect(parseAddress(text)?.text).toBe(expected);
  });

  test.each([
    '',
    '-',
    'AWS Internal',
    'ec2.amazonaws.com',
    '127.1',
    '0x7f.0.0.1',
    '010.0.0.1',
    '192.0.2.256',
    '192.0.2.1:port',
    '192.0.2.1:123456',
    '192.0.2.1/24',
    '[2001:db8::1',
    '[2001:db8::1]x',
    '2001:db8::1::2',
    '1:2:3:4:5:6:7:8:9',
    '192.0.2.1\u0000',
    '\u0000192.0.2.1',
    '192.0.2.1, 192.0.2.2',
    '192.0.2.1%eth0',
  ])('%j is not an address', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('a text of ten megabytes is refused at once', () => {
    const spent = processorTime(200, () => {
      expect(parseAddress('1'.repeat(10_000_000))).toBeUndefined();
      expect(parseAddress('['.repeat(10_000_000))).toBeUndefined();
    });
    expect(spent).toBeLessThan(200);
  });

  test('any IPv4 address keeps its text and value, mapped or not', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const value = ip.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
        expect(parseAddress(ip)).toEqual({ version: 4, value, text: ip });
        expect(parseAddress(`::ffff:${ip}`)).toEqual({ version: 4, value, text: ip });
      }),
    );
  });

  test('the text form of any address reads as the same address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const address = parseAddress(ip);
        expect(typeof address?.value).toBe('bigint');
        expect(parseAddress(address?.text ?? '')).toEqual(address);
      }),
    );
  });
});

describe('parseCidr', () => {
  test('host bits are dropped', () => {
    expect(parseCidr('192.0.2.77/24')).toEqual(parseCidr('192.0.2.0/24'));
    expect(parseCidr('2001:db8:1::9/32')).toEqual(parseCidr('2001:db8::/32'));
  });

  test('a single address is its own range', () => {
    expect(parseCidr('192.0.2.7')).toMatchObject({ version: 4, bits: 32 });
    expect(parseCidr('2001:db8::1')).toMatchObject({ version: 6, bits: 128 });
  });

  test('a range of mapped addresses is a range of IPv4', () => {
    expect(parseCidr('::ffff:192.0.2.0/120')).toEqual(parseCidr('192.0.2.0/24'));
  });

  test.each([
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '192.0.2/24',
    '2001:db8::/129',
    '::ffff:192.0.2.0/24',
    'x/8',
    '',
    '/8',
  ])('%j is not a range', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});
