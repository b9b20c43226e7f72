// SPDX-License-Identifier: Apache-2.0
import { tsvRows } from './lists.ts';

/** The middle of a country in degrees, and how many kilometres from there a place in it may be. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly radius: number;
}

/** Places by ISO 3166-1 alpha-2 code, from `content/lists/countries.tsv`. */
export function createCountries(list: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [code = '', , latitude, longitude, radius] of tsvRows(list)) {
    places.set(code, { latitude: Number(latitude), longitude: Number(longitude), radius: Number(radius) });
  }
  return places;
}
