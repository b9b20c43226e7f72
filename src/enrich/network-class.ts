// SPDX-License-Identifier: Apache-2.0
import { type NetworkClass, networkClasses } from '../model/network.ts';
import { type Address, parseCidr } from './address.ts';
import type { AutonomousSystem } from './asn-table.ts';
import { tsvRows } from './lists.ts';
import { createRangeTable } from './range-table.ts';

/** What kind of network it is and, of a cloud, whose. */
export interface Classification {
  readonly class: NetworkClass;
  readonly cloud?: string;
}

/** Says what kind of network an autonomous system is. */
export interface Classifier {
  readonly classify: (system: AutonomousSystem) => Classification;
  /** Numbers of the autonomous systems that the list puts into a class, ascending. */
  readonly numbers: (wanted: NetworkClass) => readonly number[];
}

const unknown: Classification = { class: 'unknown' };

/**
 * Classes by number first (`networks.tsv`), then by words in the name (`network-keywords.tsv`), else `unknown`: an
 * access network that the list does not name is not guessed to be one.
 */
export function createClassifier(networks: string, keywords: string): Classifier {
  const listed = new Map<number, Classification>();
  for (const [asn, kind, cloud] of tsvRows(networks)) {
    const named = toClass(kind);
    listed.set(Number(asn), named === 'cloud' && cloud !== undefined ? { class: named, cloud } : { class: named });
  }
  const words: { readonly class: NetworkClass; readonly text: string }[] = [];
  for (const [kind, match, text = ''] of tsvRows(keywords)) {
    words.push({ class: toClass(kind), text: match === 'word' ? ` ${text} ` : text });
  }
  return {
    classify: ({ asn, as }) => {
      const known = listed.get(asn);
      if (known !== undefined) return known;
      const name = ` ${as.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')} `;
      const found = words.find(({ text }) => name.includes(text));
      return found === undefined ? unknown : { class: found.class };
    },
    numbers: (wanted) => [...listed].flatMap(([asn, { class: kind }]) => (kind === wanted ? [asn] : [])),
  };
}

function toClass(text: string | undefined): NetworkClass {
  return networkClasses.find((known) => known === text) ?? 'unknown';
}

/**
 * Ranges that belong to nobody on the internet: private use (RFC 1918), shared by carriers (RFC 6598), link-local
 * (RFC 3927, RFC 4291), unique local (RFC 4193), this host (RFC 1122), loopback.
 */
const special = createRangeTable(
  Object.entries({
    '127.0.0.0/8': 'loopback',
    '::1/128': 'loopback',
    '0.0.0.0/8': 'private',
    '::/128': 'private',
    '10.0.0.0/8': 'private',
    '172.16.0.0/12': 'private',
    '192.168.0.0/16': 'private',
    '100.64.0.0/10': 'private',
    '169.254.0.0/16': 'private',
    'fc00::/7': 'private',
    'fe80::/10': 'private',
  } as const).flatMap(([text, kind]) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [[cidr, kind] as const];
  }),
);

/** Ranges kept for documents and examples (RFC 5737, RFC 3849): what data says of them is noise. */
const documentation = createRangeTable(
  ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [[cidr, true] as const];
  }),
);

/** Whether the address stands for no machine at all. */
export function isForDocumentation(address: Address): boolean {
  return documentation.find(address) === true;
}

/** `loopback` or `private` for an address that is not reached over the internet. */
export function specialClass(address: Address): 'loopback' | 'private' | undefined {
  return special.find(address);
}
