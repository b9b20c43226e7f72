// SPDX-License-Identifier: Apache-2.0
// What is kept of an event once the rules have seen it: enough for findings, without the record.
import type { Event, Origin } from '../model/event.ts';
import type { Lifecycle, LifecycleFieldName, LifecycleValue } from '../model/lifecycle.ts';
import { scrub } from './fingerprint.ts';

export interface Sighting {
  readonly id: string;
  readonly source: string;
  readonly time: number;
  readonly origin: Origin;
  readonly lifecycle: Lifecycle;
  readonly synthetic: boolean;
}

const longestValue = 512;

function keep(value: LifecycleValue): LifecycleValue {
  if (typeof value === 'string') {
    const clean = scrub(value);
    return clean.length > longestValue ? `${clean.slice(0, longestValue)}…` : clean;
  }
  if (typeof value === 'object') return value.slice(0, 64).map((item) => String(keep(item)));
  return value;
}

/** The event without its record, secrets fingerprinted. */
export function sight(event: Event): Sighting {
  const lifecycle: Partial<Record<LifecycleFieldName, LifecycleValue>> = {};
  for (const [name, value] of Object.entries(event.lifecycle)) {
    if (value !== undefined) lifecycle[name as LifecycleFieldName] = keep(value);
  }
  return {
    id: scrub(event.id),
    source: event.source,
    time: event.time,
    origin: event.origin,
    lifecycle,
    synthetic: event.raw.tokenwardLab === true,
  };
}

/** A lifecycle field as text; lists are joined by spaces. */
export function fieldText(sighting: Sighting, field: string): string | undefined {
  const value = sighting.lifecycle[field as LifecycleFieldName];
  if (value === undefined) return undefined;
  return typeof value === 'object' ? value.join(' ') : String(value);
}
