// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../model/error.ts';
import { type Cidr, longestAddressText, parseAddress, parseCidr } from './address.ts';
import type { NamedNetwork } from './enrich.ts';
import { memoise } from './memo.ts';
import { createRangeTable } from './range-table.ts';

/**
 * The zone of an address, by the user's own ranges; the longest prefix wins.
 *
 * @throws TokenwardError `SETTINGS_INVALID` for a range that cannot be read
 */
export function createZoneFinder(
  networks: readonly Pick<NamedNetwork, 'zone' | 'cidrs'>[],
): (address: string) => string | undefined {
  const entries: [Cidr, string][] = [];
  for (const { zone, cidrs } of networks) {
    for (const text of cidrs) {
      const cidr = parseCidr(text);
      if (cidr === undefined) {
        const shown = text.slice(0, longestAddressText);
        throw new TokenwardError(
          'SETTINGS_INVALID',
          `networks: ${zone}: "${shown}" is not a range of addresses. Write it as in 192.0.2.0/24 or 2001:db8::/32.`,
          { fields: { zone, cidr: shown } },
        );
      }
      entries.push([cidr, zone]);
    }
  }
  const table = createRangeTable(entries);
  return memoise(
    (text) => {
      const address = parseAddress(text);
      return address === undefined ? undefined : table.find(address);
    },
    50_000,
    longestAddressText,
  );
}
