// SPDX-License-Identifier: Apache-2.0
import type { Place } from '../organisation.ts';
import type { Emission, Label } from '../record.ts';

/**
 * The attackers' servers, one for each attack: single addresses in networks of hosting companies, with the place that
 * geolocation data gives for them.
 */
export const attackers = {
  colocrossing: place('192.3.10.14', 'US', 'Buffalo', 'New York', 42.89, -78.88, 36352),
  contabo: place('144.91.64.20', 'FR', 'Lauterbourg', 'Grand Est', 48.97, 8.18, 51167),
  datacamp: place('89.187.160.20', 'JP', 'Tokyo', 'Tokyo', 35.68, 139.69, 60068),
  digitalOcean: place('188.166.40.10', 'NL', 'Amsterdam', 'Noord-Holland', 52.37, 4.9, 14061),
  digitalOceanLondon: place('46.101.20.10', 'GB', 'London', 'England', 51.51, -0.13, 14061),
  hetzner: place('95.216.41.70', 'FI', 'Helsinki', 'Uusimaa', 60.17, 24.94, 24940),
  hostinger: place('31.170.160.30', 'US', 'Asheville', 'North Carolina', 35.6, -82.55, 47583),
  hostwinds: place('23.254.200.10', 'US', 'Seattle', 'Washington', 47.61, -122.33, 54290),
  ionos: place('82.165.60.9', 'FR', 'Niederlauterbach', 'Grand Est', 48.97, 8.1, 8560),
  leaseweb: place('85.17.30.14', 'NL', 'Haarlem', 'Noord-Holland', 52.38, 4.64, 60781),
  linode: place('172.104.40.11', 'SG', 'Singapore', 'Singapore', 1.35, 103.82, 63949),
  m247: place('146.70.30.5', 'RO', 'Bucharest', 'Bucuresti', 44.43, 26.1, 9009),
  ovh: place('51.77.20.9', 'FR', 'Gravelines', 'Hauts-De-France', 50.99, 2.13, 16276),
  ovhRoubaix: place('176.31.40.10', 'FR', 'Roubaix', 'Hauts-De-France', 50.69, 3.17, 16276),
  scaleway: place('163.172.40.21', 'FR', 'Paris', 'Ile-De-France', 48.86, 2.35, 12876),
  upcloud: place('94.237.40.12', 'NL', 'Amsterdam', 'Noord-Holland', 52.37, 4.9, 202053),
  vultr: place('45.32.150.77', 'FR', 'Paris', 'Ile-De-France', 48.86, 2.35, 20473),
} as const;

function place(
  ip: string,
  country: string,
  city: string,
  state: string,
  latitude: number,
  longitude: number,
  asn: number,
): Place {
  return { ip, country, city, state, latitude, longitude, asn };
}

/** Makes the function that labels the records of one attack's steps. */
export function storyOf(
  attack: string,
  rows: readonly string[],
): (step: string, ...emissions: readonly Emission[]) => readonly Emission[] {
  return (step, ...emissions) => {
    const label: Label = { attack, step, rows };
    return emissions.map((emission) => ({ ...emission, label }));
  };
}
