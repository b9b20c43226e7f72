// SPDX-License-Identifier: Apache-2.0
import { hosting } from '../addresses.ts';
import type { Place } from '../organisation.ts';
import type { Emission, Label } from '../record.ts';

/** Where an attacker's server stands, as geolocation services say. */
export const attackers = {
  atlanta: place(hosting.vultr, 'US', 'Atlanta', 'Georgia', 33.75, -84.39, 20473),
  amsterdam: place(hosting.digitalOcean, 'NL', 'Amsterdam', 'Noord-Holland', 52.37, 4.9, 14061),
  helsinki: place(hosting.hetzner, 'FI', 'Helsinki', 'Uusimaa', 60.17, 24.94, 24940),
  gravelines: place(hosting.ovh, 'FR', 'Gravelines', 'Hauts-De-France', 50.99, 2.13, 16276),
  newark: place(hosting.linode, 'US', 'Newark', 'New Jersey', 40.74, -74.17, 63949),
  singapore: place(hosting.m247, 'SG', 'Singapore', 'Singapore', 1.35, 103.82, 9009),
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
