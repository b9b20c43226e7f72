// SPDX-License-Identifier: Apache-2.0
import { attacks as allAttacks } from './attacks/attacks.ts';
import { backgrounds } from './backgrounds.ts';
import { day, hour, minute } from './clock.ts';
import type { Attack, Lab } from './context.ts';
import { fileOf } from './files.ts';
import { makeOrganisation } from './organisation.ts';
import { Random } from './random.ts';
import type { LabRecord } from './record.ts';
import { simulate } from './simulate.ts';

export type LabSize = 'small' | 'medium' | 'large' | { readonly events: number };

export interface LabOptions {
  readonly seed: number;
  /** First moment, ISO 8601. */
  readonly start: string;
  readonly days: number;
  /** People in the organisation; at least 8 are made. */
  readonly people: number;
  /** About how many background records: small 1,200, medium 50,000, large 1,000,000; small ones also have short bodies. */
  readonly size: LabSize;
  /** Source ids; all by default. */
  readonly sources?: readonly string[];
  /** Names of attacks; all by default. */
  readonly attacks?: readonly string[] | 'all' | 'none';
}

/** Ids of the sources that the lab writes. */
export const labSources: readonly string[] = backgrounds.map(({ source }) => source);

/** The attacks that the lab stages, with their titles. */
export const labAttacks: readonly Pick<Attack, 'name' | 'title' | 'rows' | 'sources'>[] = allAttacks;

const sizes = { small: 1_200, medium: 50_000, large: 1_000_000 } as const;

function chosen<T>(
  all: readonly T[],
  wanted: readonly string[],
  what: string,
  nameOf: (item: T) => string,
): readonly T[] {
  return wanted.map((name) => {
    const found = all.find((item) => nameOf(item) === name);
    if (found === undefined) {
      throw new TypeError(`no lab ${what} is called "${name}"; there are ${all.map(nameOf).join(', ')}`);
    }
    return found;
  });
}

/** Attacks begin in working hours, spread over the days from the first afternoon on. */
function schedule(
  attacks: readonly Attack[],
  start: number,
  days: number,
  random: Random,
): { attack: Attack; start: number }[] {
  const midnight = Math.floor(start / day) * day;
  const end = start + days * day;
  // The first two thirds of the first day teach what is usual.
  const slots: number[] = [];
  for (let today = midnight; today < end; today += day) {
    for (let at = 9 * hour; at < 17 * hour; at += 40 * minute) {
      const time = today + at;
      if (time > start + Math.min(days * 0.4, 3) * day && time < end - 2 * hour) slots.push(time);
    }
  }
  return attacks.map((attack, index) => {
    const slot = slots[Math.floor(((index + 0.5) / attacks.length) * slots.length)] ?? start + (days * day) / 2;
    return { attack, start: slot + random.int(0, 30) * minute };
  });
}

/**
 * A made-up organisation's audit logs: benign background and labelled attacks, the same for the same options.
 *
 * Records come in the order in which they reach their logs, which is event time for most sources; Microsoft's come
 * minutes to an hour and a half late, as they do in life. Lazy: memory does not grow with the number of records.
 *
 * @throws TypeError for an unknown source or attack, or a start that is no date.
 */
export function* generateLab(options: LabOptions): Generator<LabRecord> {
  const start = Date.parse(options.start);
  if (!Number.isFinite(start)) throw new TypeError(`start is not an ISO 8601 date: ${options.start}`);
  if (!(options.days > 0)) throw new TypeError('days must be more than 0');
  const random = new Random(options.seed);
  const wantedBackgrounds = chosen(backgrounds, options.sources ?? labSources, 'source', ({ source }) => source);
  const wantedAttacks =
    options.attacks === 'none'
      ? []
      : options.attacks === undefined || options.attacks === 'all'
        ? allAttacks
        : chosen(allAttacks, options.attacks, 'attack', ({ name }) => name);
  const sources = new Set(wantedBackgrounds.map(({ source }) => source));
  const events = typeof options.size === 'object' ? options.size.events : sizes[options.size];
  const lab: Lab = {
    organisation: makeOrganisation(random, start, options.days, options.people),
    random,
    verbose: options.size !== 'small',
    tokens: new Map(),
    started: new Set(),
    victims: new Set(),
    sequence: { next: 93_076_016 },
  };
  const weights = wantedBackgrounds.reduce((sum, { weight }) => sum + weight, 0);
  const possible = wantedAttacks.filter((attack) => attack.sources.some((source) => sources.has(source)));
  const plan = {
    lab,
    random,
    days: options.days,
    backgrounds: wantedBackgrounds.map((background) => ({
      background,
      events: Math.round((events * background.weight) / weights),
    })),
    attacks: schedule(possible, start, options.days, random.fork('schedule')),
    sources,
  };
  for (const { arrived, emission } of simulate(plan)) {
    yield {
      source: emission.source,
      file: fileOf(emission.source, arrived, options.size, start),
      record: emission.record,
      ...(emission.label === undefined ? {} : { label: emission.label }),
      id: emission.id,
      arrived,
    };
  }
}
