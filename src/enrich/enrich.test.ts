// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { parseAddress } from './address.ts';
import { createEnricher, loadNetworkData, networkDataProblems } from './enrich.ts';

const data = loadNetworkData();
const plain = createEnricher({ networks: [], data });

describe('network', () => {
  test('the data is installed whole', () => {
    expect(networkDataProblems(data)).toEqual([]);
  });

  // Real public ranges: here the owner matters.
  test.each([
    ['8.8.8.8', 15169, 'US', 'cloud', 'gcp'],
    ['2001:4860:4860::8888', 15169, 'US', 'cloud', 'gcp'],
    ['34.64.0.1', 396982, 'US', 'cloud', 'gcp'],
    ['20.190.129.1', 8075, 'IE', 'cloud', 'azure'],
    ['52.95.110.1', 16509, 'US', 'cloud', 'aws'],
    ['140.82.112.3', 36459, 'US', 'cloud', 'github'],
    ['88.198.1.1', 24940, 'DE', 'hosting', undefined],
    ['2a01:4f8::1', 24940, 'DE', 'hosting', undefined],
    ['51.68.1.1', 16276, 'FR', 'hosting', undefined],
    ['138.197.1.1', 14061, 'US', 'hosting', undefined],
    ['193.138.218.1', 39351, 'SE', 'vpn', undefined],
    ['185.220.101.1', 60729, 'DE', 'tor', undefined],
    ['84.128.0.1', 3320, 'DE', 'isp', undefined],
  ])('%s is in AS%s, %s, %s %s', (ip, asn, country, kind, cloud) => {
    const network = plain.network(ip);
    expect(network).toMatchObject({ ip, asn, country, class: kind });
    expect(network?.cloud).toBe(cloud);
    expect(network?.as).toMatch(/^\S.+/);
    expect(network?.radius).toBeGreaterThan(0);
  });

  test.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'private'],
    ['100.64.0.1', 'private'],
    ['fd00::1', 'private'],
    ['fe80::1%eth0', 'private'],
    ['::ffff:10.0.0.1', 'private'],
  ])('%s is %s, and nothing else is known of it', (ip, kind) => {
    expect(Object.keys(plain.network(ip) ?? {}).toSorted()).toEqual(['class', 'ip']);
    expect(plain.network(ip)?.class).toBe(kind);
  });

  test.each(['192.0.2.7', '198.51.100.7', '203.0.113.7', '2001:db8::7'])(
    'of %s, a documentation address, nothing is known',
    (ip) => {
      expect(plain.network(ip)).toEqual({ ip, class: 'unknown' });
      const named = createEnricher({ networks: [{ zone: 'office', cidrs: [ip], country: 'DE' }], data });
      expect(named.network(ip)).toMatchObject({ class: 'unknown', zone: 'office', country: 'DE' });
    },
  );

  test('172.32.0.1 and 100.128.0.1 are just outside the private ranges', () => {
    expect(plain.network('172.32.0.1')?.class).not.toBe('private');
    expect(plain.network('100.128.0.1')?.class).not.toBe('private');
  });

  test('a documentation address belongs to no network', () => {
    expect(plain.network('192.0.2.1')).toEqual({ ip: '192.0.2.1', class: 'unknown' });
  });

  test('a mapped address with a port is the IPv4 address', () => {
    expect(plain.network('[::ffff:8.8.8.8]:53')).toEqual(plain.network('8.8.8.8'));
  });

  test.each(['', 'AWS Internal', 'ec2.amazonaws.com', '\u0000', '8.8.8.8\u0000', '8'.repeat(10_000_000)])(
    'what is no address has no network (%#)',
    (text) => {
      expect(plain.network(text)).toBeUndefined();
    },
  );

  test('the class is found by the words of the name where the number is not listed', () => {
    const named = (as: string) =>
      createEnricher({
        networks: [],
        data: { problems: [], country: () => undefined, system: () => ({ asn: 64496, as }) },
      }).network('8.8.8.8')?.class;
    expect(named('Example WebHosting GmbH')).toBe('hosting');
    expect(named('EXAMPLE-VPS, Inc.')).toBe('hosting');
    expect(named('Example VPN Ltd')).toBe('vpn');
    expect(named('Example Telecom')).toBe('unknown');
    expect(named('Servery Foods')).toBe('unknown');
  });
});

describe('named networks', () => {
  const networks = [
    { zone: 'company', cidrs: ['203.0.112.0/20', '2001:db8::/32'], country: 'DE' },
    { zone: 'office', cidrs: ['203.0.113.0/24', '2001:db8:1::/48'] },
    { zone: 'printer', cidrs: ['203.0.113.7', '10.0.0.0/8'] },
    { zone: 'later', cidrs: ['203.0.113.0/24'] },
  ];
  const enricher = createEnricher({ networks, data });

  test.each([
    ['203.0.112.1', 'company'],
    ['203.0.113.6', 'office'],
    ['203.0.113.7', 'printer'],
    ['::ffff:203.0.113.7', 'printer'],
    ['10.9.9.9', 'printer'],
    ['2001:db8::1', 'company'],
    ['2001:db8:1:ffff::1', 'office'],
    ['198.51.100.1', undefined],
  ])('%s is in %s', (ip, zone) => {
    expect(enricher.network(ip)?.zone).toBe(zone);
  });

  test('the country of a named network wins and gives a place', () => {
    expect(enricher.network('203.0.112.1')).toMatchObject({
      country: 'DE',
      latitude: 51.1,
      longitude: 10.4,
      radius: 500,
    });
  });

  test('a private address in a named network stays private', () => {
    expect(enricher.network('10.9.9.9')).toEqual({ ip: '10.9.9.9', class: 'private', zone: 'printer' });
  });

  test.each([
    [{ zone: 'office', cidrs: ['203.0.113.0/40'] }, /office.*203\.0\.113\.0\/40.*192\.0\.2\.0\/24/],
    [{ zone: 'office', cidrs: ['203.0.113.0/24'], country: 'Germany' }, /office.*Germany.*DE/],
  ])('a wrong setting is named together with the fix', (network, message) => {
    expect(() => createEnricher({ networks: [network], data })).toThrow(
      expect.objectContaining({ code: 'SETTINGS_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

describe('network data', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@ip-location-db/asn/package.json'));

  test.each([
    ['asn-ipv4-num.csv', 4, 32],
    ['asn-ipv6-num.csv', 6, 128],
  ] as const)('200 addresses are found as by reading every row of %s', (file, version, bits) => {
    const rows = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => /^(\d+),(\d+),(\d+),/.exec(row)?.slice(1).map(BigInt) ?? []);
    let seed = 20261123;
    const random = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed;
    };
    const wide = () => {
      if (bits === 32) return BigInt(random());
      const [first = 0n] = rows[random() % rows.length] ?? [];
      return first + (BigInt(random()) << 60n) - (1n << 80n);
    };
    let found = 0;
    for (let at = 0; at < 200; at++) {
      const value = wide();
      const expected = rows.find(([first = 0n, last = 0n]) => first <= value && value <= last)?.[2];
      if (expected !== undefined) found++;
      const system = data.system({ version, value, text: '' });
      expect(system?.asn, String(value)).toBe(expected === undefined ? undefined : Number(expected));
    }
    expect(found).toBeGreaterThan(20);
  });

  test('without the packages the class is unknown, and the reason is told once for each', () => {
    const nothing = loadNetworkData(join(tmpdir(), 'tokenward-no-such-project', 'x.js'));
    const enricher = createEnricher({ networks: [], data: nothing });
    expect(enricher.network('8.8.8.8')).toEqual({ ip: '8.8.8.8', class: 'unknown' });
    expect(enricher.network('10.0.0.1')?.class).toBe('private');
    expect(networkDataProblems(nothing)).toEqual([
      expect.stringContaining('npm install @ip-location-db/asn'),
      expect.stringContaining('npm install @ip-location-db/geo-whois-asn-country-mmdb'),
    ]);
  });

  test('a damaged and a missing file are told, and the rest goes on', () => {
    const project = mkdtempSync(join(tmpdir(), 'tokenward-enrich-'));
    try {
      for (const name of ['asn', 'geo-whois-asn-country-mmdb']) {
        const folder = join(project, 'node_modules', '@ip-location-db', name);
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'package.json'), '{}');
        if (name === 'asn') writeFileSync(join(folder, 'asn-ipv4-num.csv'), '134744064,134744319,15169,Google LLC\n');
        else writeFileSync(join(folder, 'geo-whois-asn-country-ipv4.mmdb'), 'not a database');
      }
      const damaged = loadNetworkData(join(project, 'x.js'));
      const missing = [/asn-ipv6-num\.csv is missing/, /country-ipv6\.mmdb is missing/].map((text) =>
        expect.stringMatching(text),
      );
      expect(networkDataProblems(damaged)).toEqual(missing);
      const { network } = createEnricher({ networks: [], data: damaged });
      expect(network('8.8.8.8')).toEqual({ ip: '8.8.8.8', asn: 15169, as: 'Google LLC', class: 'cloud', cloud: 'gcp' });
      expect(network('8.8.4.4')).toEqual({ ip: '8.8.4.4', class: 'unknown' });
      expect(network('2001:4860:4860::8888')).toEqual({ ip: '2001:4860:4860::8888', class: 'unknown' });
      const unreadable = expect.stringMatching(/could not be read.*country-ipv4\.mmdb/);
      expect(networkDataProblems(damaged)).toEqual([...missing, unreadable]);
    } finally {
      rmSync(project, { recursive: true });
    }
  });

  test('looking up costs well under a millisecond', () => {
    plain.network('9.9.9.9');
    const spent = processorTime(2000, () => {
      for (let at = 0; at < 2000; at++) plain.network(`${1 + (at % 200)}.${at % 256}.3.${at >> 8}`);
    });
    expect(spent).toBeLessThan(2000);
    expect(parseAddress('9.9.9.9')?.value).toBe(151587081n);
  });
});
