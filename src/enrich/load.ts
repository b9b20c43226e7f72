// SPDX-License-Identifier: Apache-2.0
// The only file of this folder that reads from disk.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Reader } from 'mmdb-lib';
import { TokenwardError } from '../model/error.ts';
import type { Address } from './address.ts';
import { type AutonomousSystem, findSystem } from './asn-table.ts';

/** Which network and country an address belongs to, from files on this machine; nobody is asked. */
export interface NetworkData {
  readonly system: (address: Address) => AutonomousSystem | undefined;
  /** ISO 3166-1 alpha-2 of the country that the range is registered in, which may not be where the machine stands. */
  readonly country: (address: Address) => string | undefined;
  /** What could not be read, one sentence each; grows when a file turns out damaged on first use. */
  readonly problems: readonly string[];
}

const asnPackage = '@ip-location-db/asn';
const countryPackage = '@ip-location-db/geo-whois-asn-country-mmdb';

/**
 * Finds the network data that is installed with Tokenward. Only places are looked up here; a file is read when the
 * first address that needs it comes (IPv4 24 MB, IPv6 16 MB).
 *
 * Networks: `@ip-location-db/asn`, CC BY 4.0: RouteViews (routeviews.org), DB-IP (https://db-ip.com), NRO (nro.net).
 * Countries: `@ip-location-db/geo-whois-asn-country-mmdb`, CC0-1.0, with data of the NRO (nro.net) under CC BY 4.0.
 *
 * @param from file or `file:` address to look for the packages from; by default this file
 * @see https://github.com/sapics/ip-location-db
 */
export function loadNetworkData(from: string = import.meta.url): NetworkData {
  const problems: string[] = [];
  const asnFolder = packageFolder(asnPackage, from, 'Networks and their classes are unknown', problems);
  const countryFolder = packageFolder(countryPackage, from, 'Countries are unknown', problems);
  const tables = {
    4: lazily(asnFolder, 'asn-ipv4-num.csv', problems, (bytes) => bytes),
    6: lazily(asnFolder, 'asn-ipv6-num.csv', problems, (bytes) => bytes),
  };
  const countries = {
    4: lazily(countryFolder, 'geo-whois-asn-country-ipv4.mmdb', problems, openCountries),
    6: lazily(countryFolder, 'geo-whois-asn-country-ipv6.mmdb', problems, openCountries),
  };
  return {
    problems,
    system: ({ version, value }) => {
      const table = tables[version]();
      return table === undefined ? undefined : findSystem(table, value);
    },
    country: ({ version, text }) => countries[version]()?.(text),
  };
}

/** What the user should know about missing network data; empty when all is there. */
export function networkDataProblems(data: NetworkData): readonly string[] {
  return data.problems;
}

/**
 * The text of a list in content/lists.
 *
 * @throws TokenwardError `INPUT_UNREADABLE` when the installation is incomplete
 */
export function readList(name: string): string {
  const file = join(listsFolder, name);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TokenwardError(
      'INPUT_UNREADABLE',
      `${file} cannot be read: it is part of Tokenward. Install Tokenward again.`,
      {
        position: { file },
        cause,
      },
    );
  }
}

const listsFolder = fileURLToPath(new URL('../../content/lists/', import.meta.url));

function packageFolder(name: string, from: string, consequence: string, problems: string[]): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${name}/package.json`));
  } catch {
    problems.push(`${consequence}: the package ${name} is not installed. Install it with: npm install ${name}`);
    return undefined;
  }
}

function lazily<T>(
  folder: string | undefined,
  file: string,
  problems: string[],
  open: (bytes: Buffer) => T,
): () => T | undefined {
  if (folder === undefined) return () => undefined;
  const path = join(folder, file);
  if (!existsSync(path)) {
    problems.push(`Network data is incomplete: ${path} is missing. Install its package again.`);
    return () => undefined;
  }
  let opened: { readonly value: T | undefined } | undefined;
  return () => {
    opened ??= { value: openOrReport(path, problems, open) };
    return opened.value;
  };
}

function openOrReport<T>(path: string, problems: string[], open: (bytes: Buffer) => T): T | undefined {
  try {
    return open(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`Network data could not be read: ${path}: ${reason}. Install its package again.`);
    return undefined;
  }
}

function openCountries(bytes: Buffer): (ip: string) => string | undefined {
  const reader = new Reader(bytes);
  return (ip) => {
    const record: unknown = reader.get(ip);
    if (typeof record !== 'object' || record === null || !('country_code' in record)) return undefined;
    const code = record.country_code;
    return typeof code === 'string' && code.length === 2 ? code : undefined;
  };
}
