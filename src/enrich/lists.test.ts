// SPDX-License-Identifier: Apache-2.0
import { readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { networkClasses } from '../model/network.ts';
import { createCountries } from './countries.ts';
import { tsvRows } from './lists.ts';
import { readList } from './load.ts';
import { risks } from './permissions.ts';

const folder = new URL('../../content/lists/', import.meta.url);
const files = readdirSync(folder);
const rows = (name: string) => [...tsvRows(readList(name))];

test('rows are split at tabs; comments and empty lines say nothing', () => {
  expect([...tsvRows('# a\tb\n\n1\t2\n3\t\t4')]).toEqual([
    ['1', '2'],
    ['3', '', '4'],
  ]);
});

describe('content/lists', () => {
  test.each(files.filter((file) => file !== 'README.md'))(
    '%s says where it is from, when, and is explained',
    (file) => {
      const head = readList(file).slice(0, 600);
      expect(head).toMatch(/Licence:|Sources?:|Class:/);
      expect(head).toMatch(/Date: \d{4}-\d{2}-\d{2}/);
      expect(readList('README.md')).toContain(`| ${file} |`);
    },
  );

  test('all of them together stay small', () => {
    const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });

  test('networks have a number, a known class, and a cloud if and only if they are one', () => {
    const seen = new Set<string>();
    for (const [asn = '', kind = '', cloud = '', operator] of rows('networks.tsv')) {
      expect(asn).toMatch(/^[1-9]\d*$/);
      expect(seen.has(asn), asn).toBe(false);
      seen.add(asn);
      expect(networkClasses).toContain(kind);
      expect(cloud !== '-', asn).toBe(kind === 'cloud');
      expect(operator, asn).toMatch(/^\S.*\S$/);
    }
  });

  test('judgements are risks with a reason', () => {
    for (const row of [...rows('permission-risk.tsv'), ...rows('google-scopes.tsv')]) {
      expect(row).toHaveLength(5);
      expect(risks).toContain(row[3]);
      expect(row[4]?.length).toBeGreaterThan(8);
    }
  });

  test('ids of clients are GUIDs in lower case, none twice', () => {
    for (const file of ['microsoft-apps.tsv', 'foci-clients.tsv', 'phished-clients.tsv', 'abused-apps.tsv']) {
      const ids = rows(file).map(([id = '']) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe('countries', () => {
  const countries = createCountries(readList('countries.tsv'));

  test('every country has a place on Earth', () => {
    expect(countries.size).toBe(250);
    for (const [code, { latitude, longitude, radius }] of countries) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      expect(radius).toBeGreaterThanOrEqual(10);
    }
  });

  // Towns at the far ends of their countries.
  test.each([
    ['US', 'Seattle', 47.6, -122.3],
    ['US', 'Miami', 25.8, -80.2],
    ['US', 'Caribou', 46.9, -68.0],
    ['CA', 'Windsor', 42.3, -83.0],
    ['CA', "St. John's", 47.6, -52.7],
    ['RU', 'Kaliningrad', 54.7, 20.5],
    ['RU', 'Vladivostok', 43.1, 131.9],
    ['CN', 'Kashgar', 39.5, 76.0],
    ['CN', 'Mohe', 53.5, 122.4],
    ['BR', 'Cruzeiro do Sul', -7.6, -72.7],
    ['BR', 'Chui', -33.7, -53.5],
    ['AR', 'Ushuaia', -54.8, -68.3],
    ['CL', 'Punta Arenas', -53.2, -70.9],
    ['AU', 'Perth', -31.9, 115.9],
    ['AU', 'Hobart', -42.9, 147.3],
    ['IN', 'Port Blair', 11.7, 92.7],
    ['ID', 'Banda Aceh', 5.5, 95.3],
    ['ID', 'Jayapura', -2.5, 140.7],
    ['JP', 'Naha', 26.2, 127.7],
    ['PT', 'Ponta Delgada', 37.7, -25.7],
    ['ES', 'Las Palmas', 28.1, -15.4],
    ['NO', 'Kirkenes', 69.7, 30.0],
    ['SE', 'Malmo', 55.6, 13.0],
    ['GB', 'Lerwick', 60.2, -1.1],
    ['FR', 'Ajaccio', 41.9, 8.7],
    ['DE', 'Freiburg', 48.0, 7.9],
    ['IT', 'Lampedusa', 35.5, 12.6],
    ['GR', 'Rhodes', 36.4, 28.2],
    ['TR', 'Van', 38.5, 43.4],
    ['UA', 'Uzhhorod', 48.6, 22.3],
    ['VN', 'Ca Mau', 9.2, 105.2],
    ['MY', 'Kangar', 6.4, 100.2],
    ['PH', 'Zamboanga', 6.9, 122.1],
    ['NZ', 'Invercargill', -46.4, 168.3],
    ['ZA', 'Cape Town', -33.9, 18.4],
    ['MX', 'Tijuana', 32.5, -117.0],
    ['KZ', 'Aktau', 43.7, 51.2],
    ['NL', 'Maastricht', 50.9, 5.7],
    ['IL', 'Eilat', 29.6, 34.9],
    ['SG', 'Tuas', 1.3, 103.6],
  ])('%s reaches %s', (code, _town, latitude, longitude) => {
    const place = countries.get(code);
    if (place === undefined) throw new TypeError(`${code} is not in the list`);
    const radians = Math.PI / 180;
    const a =
      Math.sin(((latitude - place.latitude) * radians) / 2) ** 2 +
      Math.cos(latitude * radians) *
        Math.cos(place.latitude * radians) *
        Math.sin(((longitude - place.longitude) * radians) / 2) ** 2;
    expect(2 * 6371 * Math.asin(Math.sqrt(a))).toBeLessThanOrEqual(place.radius);
  });
});
