// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../model/error.ts';
import type { Network } from '../model/network.ts';
import { type Address, type Cidr, longestAddressText, parseAddress, parseCidr } from './address.ts';
import { agentCharacters, createAgentFamilies } from './agent-family.ts';
import { createCountries } from './countries.ts';
import { loadNetworkData, type NetworkData, readList } from './load.ts';
import { memoise } from './memo.ts';
import { type Classification, createClassifier, isForDocumentation, specialClass } from './network-class.ts';
import { createRangeTable, type RangeTable } from './range-table.ts';

export { loadNetworkData, type NetworkData, networkDataProblems } from './load.ts';

/** Adds what is known of an address or a user agent without asking anybody. */
export interface Enricher {
  /** `undefined` where the text is not an address. */
  readonly network: (ip: string) => Network | undefined;
  /** A family of content/lists/agents.yml, `other`, or `none` for an empty text. */
  readonly agentFamily: (agent: string) => string;
}

/** Ranges that the user names (`networks:` in tokenward.yml); the longest prefix that holds an address wins. */
export interface NamedNetwork {
  readonly zone: string;
  readonly cidrs: readonly string[];
  /** ISO 3166-1 alpha-2; wins over what the data says. */
  readonly country?: string;
}

/** Results kept of each kind at most. */
const remembered = 50_000;

/**
 * @param options.networks the user's own ranges
 * @param options.data network data; {@link loadNetworkData} by default
 * @throws TokenwardError `SETTINGS_INVALID` for a range that cannot be read
 */
export function createEnricher(options: {
  readonly networks: readonly NamedNetwork[];
  readonly data?: NetworkData | undefined;
}): Enricher {
  const data = options.data ?? loadNetworkData();
  const zones = createZones(options.networks);
  const classifier = createClassifier(readList('networks.tsv'), readList('network-keywords.tsv'));
  const countries = createCountries(readList('countries.tsv'));
  let families: ((agent: string) => string) | undefined;

  const describe = (address: Address): Network => {
    const named = zones.find(address);
    const local = specialClass(address);
    const inData = local === undefined && !isForDocumentation(address);
    const system = inData ? data.system(address) : undefined;
    const kind: Classification =
      local !== undefined ? { class: local } : system ? classifier.classify(system) : { class: 'unknown' };
    const country = named?.country ?? (inData ? data.country(address) : undefined);
    const place = country === undefined ? undefined : countries.get(country);
    return {
      ip: address.text,
      ...system,
      ...(country === undefined ? {} : { country }),
      ...place,
      ...kind,
      ...(named === undefined ? {} : { zone: named.zone }),
    };
  };
  return {
    network: memoise(
      (ip) => {
        const address = parseAddress(ip);
        return address === undefined ? undefined : describe(address);
      },
      remembered,
      longestAddressText,
    ),
    agentFamily: memoise(
      (agent) => {
        families ??= createAgentFamilies(readList('agents.yml'));
        return families(agent);
      },
      remembered,
      agentCharacters,
    ),
  };
}

function createZones(
  networks: readonly NamedNetwork[],
): RangeTable<{ readonly zone: string; readonly country?: string }> {
  const entries: [Cidr, { readonly zone: string; readonly country?: string }][] = [];
  for (const { zone, cidrs, country } of networks) {
    if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
      throw new TokenwardError(
        'SETTINGS_INVALID',
        `networks: ${zone}: "${country}" is not a country. Write two capital letters (ISO 3166-1), as in DE.`,
        { fields: { zone, country } },
      );
    }
    for (const text of cidrs) {
      const cidr = parseCidr(text);
      if (cidr === undefined) {
        throw new TokenwardError(
          'SETTINGS_INVALID',
          `networks: ${zone}: "${text.slice(0, longestAddressText)}" is not a range of addresses. Write it as in 192.0.2.0/24 or 2001:db8::/32.`,
          { fields: { zone, cidr: text.slice(0, longestAddressText) } },
        );
      }
      entries.push([cidr, { zone, ...(country === undefined ? {} : { country }) }]);
    }
  }
  return createRangeTable(entries);
}
