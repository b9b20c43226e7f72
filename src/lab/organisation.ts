// SPDX-License-Identifier: Apache-2.0
import { awsPrefixes, azurePrefixes, travelNetworks } from './addresses.ts';
import { type CatalogueApp, firstParty, thirdPartyNames } from './apps.ts';
import { day, hour } from './clock.ts';
import { type Cluster, makeCluster } from './cluster.ts';
import type { Random } from './random.ts';

/** A laptop: what of it shows in logs does not change from day to day. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly os: string;
  readonly browser: string;
  readonly agent: string;
}

export interface Place {
  readonly ip: string;
  readonly country: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly asn: number;
}

export interface Person {
  readonly name: string;
  readonly login: string;
  readonly mail: string;
  /** Entra object id. */
  readonly id: string;
  readonly oktaId: string;
  readonly slackId: string;
  readonly googleId: string;
  readonly githubId: number;
  readonly githubToken: string;
  readonly team: 'engineering' | 'platform' | 'sales' | 'finance' | 'support' | 'it';
  /** Hours east of UTC. */
  readonly offset: number;
  readonly device: Device;
  readonly phone: Device;
  readonly home: Place;
  readonly office: Place;
  /** The day (from the lab's start) on which they are on the road, or -1. */
  readonly travels: number;
  readonly away: Place;
}

export interface Workload {
  readonly name: string;
  readonly id: string;
  readonly appId: string;
  readonly keyId: string;
  readonly ip: string;
}

export interface Instance {
  readonly id: string;
  readonly role: string;
  readonly roleId: string;
  readonly publicIp: string;
  readonly privateIp: string;
}

export interface Organisation {
  readonly start: number;
  readonly tenant: string;
  readonly subscription: string;
  readonly account: '111122223333';
  readonly region: 'eu-central-1';
  readonly domain: 'example.com';
  readonly people: readonly Person[];
  readonly engineers: readonly Person[];
  readonly admins: readonly Person[];
  readonly thirdParty: readonly CatalogueApp[];
  readonly firstParty: readonly CatalogueApp[];
  readonly servicePrincipals: readonly Workload[];
  readonly managedIdentities: readonly Workload[];
  readonly instances: readonly Instance[];
  readonly buckets: readonly string[];
  readonly repositories: readonly { readonly name: string; readonly id: number }[];
  readonly cluster: Cluster;
}

const givenNames =
  'Ada Alan Alma Amir Anna Arno Bea Ben Carla Chen Dana David Elif Emil Eva Farid Fiona Georg Grace Hana Hugo Ines Ivan Jana Jonas Kai Katja Lars Lea Liam Lina Mara Marek Mia Milan Nadia Nils Noor Olga Omar Paula Pavel Petra Rafael Rosa Sami Sara Sofia Tariq Tessa Theo Uma Vera Viktor Wanda Xenia Yara Yusuf Zoe'.split(
    ' ',
  );
const familyNames =
  'Abel Adler Bauer Berg Brandt Costa Dietz Dumont Engel Ferrari Fischer Garcia Haas Hansen Horvath Ivanova Jensen Kaya Keller Kowalski Lang Lehmann Lopez Maier Marino Martin Moreau Nagy Novak Olsen Park Petrov Quist Ricci Roth Sato Schmidt Silva Sommer Tanaka Torres Ulrich Vogel Weber Winter Wolf Yilmaz Ziegler'.split(
    ' ',
  );

const laptops = [
  {
    os: 'Windows10',
    browser: 'Edge 143.0.0',
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
  },
  {
    os: 'MacOs',
    browser: 'Chrome 143.0.0',
    agent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  },
  {
    os: 'Windows10',
    browser: 'Firefox 146.0',
    agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0',
  },
  {
    os: 'Linux',
    browser: 'Chrome 143.0.0',
    agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  },
] as const;

const phoneAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

const frankfurt = {
  country: 'DE',
  city: 'Frankfurt am Main',
  state: 'Hessen',
  latitude: 50.11,
  longitude: 8.68,
  asn: 64496,
} as const;
const london = {
  country: 'GB',
  city: 'London',
  state: 'England',
  latitude: 51.51,
  longitude: -0.13,
  asn: 64497,
} as const;

function makePerson(random: Random, index: number, days: number): Person {
  const given = givenNames[index % givenNames.length] ?? 'Ada';
  const family = familyNames[(index * 7 + Math.floor(index / givenNames.length)) % familyNames.length] ?? 'Abel';
  // Beyond the first combinations a number keeps names apart, as directories do.
  const serial = Math.floor(index / (givenNames.length * 6));
  const login = `${given}.${family}${index >= givenNames.length ? index : serial === 0 ? '' : serial}`.toLowerCase();
  const inLondon = index % 4 === 3;
  const city = inLondon ? london : frankfurt;
  const laptop = random.pick(laptops);
  const away = random.pick(travelNetworks);
  const { prefix: _, ...awayPlace } = away;
  return {
    name: `${given} ${family}`,
    login,
    mail: `${login}@example.com`,
    id: random.guid(),
    oktaId: `00u${random.hex(17)}`,
    slackId: `U0${random.capitals(9)}`,
    googleId: `1${String(random.bits()).padStart(10, '0')}${String(random.bits()).padStart(10, '0')}`,
    githubId: random.int(10_000_000, 190_000_000),
    githubToken: random.base64(32),
    team:
      index % 12 === 11
        ? 'it'
        : index % 6 === 1
          ? 'platform'
          : ((['engineering', 'sales', 'finance', 'support'] as const)[index % 4 === 2 ? 1 + (index % 3) : 0] ??
            'engineering'),
    offset: inLondon ? 0 : 1,
    device: {
      id: random.guid(),
      name: `${laptop.os === 'MacOs' ? 'MAC' : 'LAP'}-${random.capitals(7)}`,
      os: laptop.os,
      browser: laptop.browser,
      agent: laptop.agent,
    },
    phone: {
      id: random.guid(),
      name: `PHONE-${random.capitals(6)}`,
      os: 'Ios 18.6',
      browser: 'Mobile Safari 18.6',
      agent: phoneAgent,
    },
    // People at home come through the VPN's egress.
    home: { ip: `198.51.100.${10 + (index % 200)}`, ...city },
    office: { ip: `203.0.113.${10 + (index % 40)}`, ...city },
    travels: index % 9 === 4 ? random.int(0, Math.max(0, days - 1)) : -1,
    away: { ip: `${away.prefix}.${1 + (index % 250)}`, ...awayPlace },
  };
}

function workload(random: Random, name: string, prefixes: readonly string[]): Workload {
  return {
    name,
    id: random.guid(),
    appId: random.guid(),
    keyId: random.guid(),
    ip: `${random.pick(prefixes)}.${random.int(16, 240)}.${random.int(2, 250)}`,
  };
}

/** The organisation that a seed describes; drawn once, before the first record. */
export function makeOrganisation(random: Random, start: number, days: number, count: number): Organisation {
  const draw = random.fork('organisation');
  const people = Array.from({ length: Math.max(count, 8) }, (_, index) =>
    makePerson(draw.fork(`person ${index}`), index, days),
  );
  const scale = Math.max(1, Math.round(people.length / 40));
  const services =
    'billing-export crm-sync backup-agent mail-router report-builder siem-forwarder hr-import terraform'.split(' ');
  const identities = 'vm-batch aks-agentpool func-invoices app-portal logic-approvals vm-build'.split(' ');
  const roles = 'web-frontend batch-worker etl-loader bastion-host build-agent'.split(' ');
  const stems = 'shop portal billing search mobile infra docs data-pipeline auth-gateway design-system'.split(' ');
  const repeat = (names: readonly string[]): string[] =>
    Array.from({ length: names.length * scale }, (_, index) => {
      const name = names[index % names.length] ?? 'x';
      return index < names.length ? name : `${name}-${Math.floor(index / names.length) + 1}`;
    });
  return {
    start,
    tenant: draw.guid(),
    subscription: draw.guid(),
    account: '111122223333',
    region: 'eu-central-1',
    domain: 'example.com',
    people,
    engineers: people.filter((person) => person.team === 'engineering' || person.team === 'platform'),
    admins: people.filter((person, index) => person.team === 'it' || index === 1 || index === 5),
    firstParty,
    thirdParty: thirdPartyNames.map((app) => ({ ...app, id: draw.guid(), servicePrincipal: draw.guid() })),
    servicePrincipals: repeat(services).map((name) => workload(draw, name, azurePrefixes)),
    managedIdentities: repeat(identities).map((name) => workload(draw, name, azurePrefixes)),
    instances: repeat(roles).flatMap((role) => {
      const roleId = `AROA${draw.capitals(17)}`;
      return Array.from({ length: 2 }, () => ({
        id: `i-0${draw.hex(16)}`,
        role,
        roleId,
        publicIp: `${draw.pick(awsPrefixes)}.${draw.int(16, 240)}.${draw.int(2, 250)}`,
        privateIp: `10.16.${draw.int(1, 30)}.${draw.int(2, 250)}`,
      }));
    }),
    buckets: repeat(['invoices', 'exports', 'web-assets', 'data-lake', 'backups', 'logs']).map(
      (name) => `example-${name}`,
    ),
    repositories: repeat(stems).map((name) => ({ name, id: draw.int(100_000_000, 900_000_000) })),
    cluster: makeCluster(draw.fork('cluster'), scale),
  };
}

/** Hours of the travelling day, local time: when a traveller leaves, is there, leaves again, and is back. */
const journey = { leaves: 4.5, arrives: 9, returns: 19, back: 23.5 } as const;

function travelHour(organisation: Organisation, person: Person, time: number): number | undefined {
  if (person.travels < 0) return undefined;
  const midnight = organisation.start + person.travels * day - person.offset * hour;
  const at = (time - midnight) / hour;
  return at >= 0 && at < 24 ? at : undefined;
}

/** Whether a person is between two places and works on nothing. */
export function inTransit(organisation: Organisation, person: Person, time: number): boolean {
  const at = travelHour(organisation, person, time);
  if (at === undefined) return false;
  return (at >= journey.leaves && at < journey.arrives) || (at >= journey.returns && at < journey.back);
}

/** Where a person's laptop is at a time: on the road, in the office, or at home behind the VPN. */
export function placeOf(organisation: Organisation, person: Person, time: number): Place {
  const at = travelHour(organisation, person, time);
  if (at !== undefined && at >= journey.arrives && at < journey.returns) return person.away;
  const local = new Date(time + person.offset * 3_600_000);
  const weekday = local.getUTCDay();
  const working = local.getUTCHours() >= 8 && local.getUTCHours() < 19;
  // Each person has two fixed days at home.
  const homeDay = weekday === 0 || weekday === 6 || (weekday + person.githubId) % 5 < 2;
  return working && !homeDay ? person.office : person.home;
}
