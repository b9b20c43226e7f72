// SPDX-License-Identifier: Apache-2.0
// Where the synthetic organisation's traffic comes from. Ranges reserved for documentation (RFC 5737) wherever the
// owner does not matter; single addresses of real networks where enrichment must see whose network it is.

/** The organisation's own ranges, as `tokenward.yml` in the lab's folder declares them. */
export const zones = {
  office: '203.0.113.0/24',
  egress: '198.51.100.0/24',
  pods: '10.64.0.0/12',
  nodes: '10.16.0.0/16',
  runners: '192.0.2.192/26',
} as const;

/** First two octets in ranges that AWS announces for eu-central-1. */
export const awsPrefixes = ['3.120', '18.196', '52.59', '3.71'] as const;

/** First two octets in ranges that Microsoft announces for western Europe. */
export const azurePrefixes = ['20.50', '20.93', '51.144', '13.69'] as const;

/** Networks that travellers use: prefix, country, city, region, latitude, longitude, hours east of UTC. */
export const travelNetworks = [
  {
    prefix: '80.187.100',
    country: 'DE',
    city: 'Frankfurt am Main',
    state: 'Hessen',
    latitude: 50.11,
    longitude: 8.68,
    asn: 3320,
  },
  {
    prefix: '92.40.170',
    country: 'GB',
    city: 'London',
    state: 'England',
    latitude: 51.51,
    longitude: -0.13,
    asn: 206067,
  },
  {
    prefix: '90.10.20',
    country: 'FR',
    city: 'Paris',
    state: 'Ile-De-France',
    latitude: 48.86,
    longitude: 2.35,
    asn: 3215,
  },
  {
    prefix: '176.199.20',
    country: 'DE',
    city: 'Koeln',
    state: 'Nordrhein-Westfalen',
    latitude: 50.94,
    longitude: 6.96,
    asn: 3209,
  },
] as const;
