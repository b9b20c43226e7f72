// SPDX-License-Identifier: Apache-2.0
import { awsInstanceCredentials } from './attacks/aws-instance-credentials.ts';
import { entraDeviceCodePhishing } from './attacks/entra-device-code-phishing.ts';
import { k8sTokenRequestReplay } from './attacks/k8s-tokenrequest-replay.ts';
import { busyCluster } from './bench-cluster.ts';
import { day, hour } from './clock.ts';
import type { Background, Lab } from './context.ts';
import { makeOrganisation } from './organisation.ts';
import { Random } from './random.ts';
import { simulate } from './simulate.ts';
import { cloudtrail } from './sources/cloudtrail.ts';
import { entraSignIn } from './sources/entra-signin.ts';

export type BenchSource = 'kubernetes' | 'entra' | 'cloudtrail';

export const benchSources = ['kubernetes', 'entra', 'cloudtrail'] as const satisfies readonly BenchSource[];

const monday = Date.UTC(2026, 2, 2);
/** People travel on one day of five, so a day's records hold a fifth of a week's travellers. */
const workingDays = 5;
const attackRate = 0.001;

/**
 * How dense a log is decides how often a token, a session or an address comes again, and with it what any engine has to
 * keep. The spans are therefore those of organisations that write about 200,000 records in that time:
 *
 * - kubernetes: six working hours of a cluster of 20 nodes and 340 pods (about 9 audit records a second). A pod's token
 *   lives for about an hour and is presented some 30 times; a few hundred pods come and go.
 * - entra: one working day of 4,000 people and 1,400 workloads. Nearly 40 sign-ins a person, most of them not
 *   interactive and of one session; some 40 a workload.
 * - cloudtrail: one day of an account with 150 instances, 300 engineers and 150 repositories with pipelines.
 *
 * Spread over a week, as the files of the lab are, a token would hardly be seen twice: no real log is so thin.
 */
const inputs = {
  kubernetes: {
    background: busyCluster,
    attack: k8sTokenRequestReplay,
    records: 4,
    people: 160,
    start: monday + 7 * hour,
    days: 0.25,
  },
  entra: {
    background: () => entraSignIn,
    attack: entraDeviceCodePhishing,
    records: 3,
    people: 4000,
    start: monday,
    days: 1,
  },
  cloudtrail: {
    background: () => cloudtrail,
    attack: awsInstanceCredentials,
    records: 5,
    people: 600,
    start: monday,
    days: 1,
  },
} as const satisfies Record<BenchSource, { readonly background: () => Background } & Record<string, unknown>>;

/** Milliseconds that an input of a source spans, whatever its number of records. */
export function benchSpan(source: BenchSource): number {
  return inputs[source].days * day;
}

/**
 * Input for benchmarks: exactly `events` records of one source, one in a thousand an attack's; 200,000 records have the
 * density of a real log.
 *
 * Gives NDJSON lines without line ends; for `cloudtrail` the pieces of one single-line `{"Records":[...]}` file, to be
 * written one after the other. Mean sizes are about 2.2 KB (kubernetes), 3.6 KB (entra) and 1.6 KB (cloudtrail).
 *
 * @param shift milliseconds by which all times lie later (default 0)
 */
export function* generateBenchInput(source: BenchSource, events: number, seed: number, shift = 0): Generator<string> {
  const { background: make, attack, records, people, days } = inputs[source];
  const start = inputs[source].start + shift;
  const background = make();
  const random = new Random(seed);
  const lab: Lab = {
    organisation: makeOrganisation(random, Math.floor(start / day) * day, workingDays, people),
    random,
    verbose: true,
    tokens: new Map(),
    started: new Set(),
    victims: new Set(),
    sequence: { next: 93_076_016 },
  };
  // The simulation begins where the organisation does: a span within a day moves the beginning there.
  const during: Lab = { ...lab, organisation: { ...lab.organisation, start } };
  const attacks = Math.round((events * attackRate) / records);
  const run = simulate({
    lab: during,
    random,
    days,
    backgrounds: [{ background, events }],
    attacks: Array.from({ length: attacks }, (_, index) => ({
      attack,
      start: start + Math.floor(((index + 0.5) / attacks) * days * day),
    })),
    sources: new Set([background.source]),
  });
  const envelope = source === 'cloudtrail';
  if (envelope) yield '{"Records":[';
  let made = 0;
  for (const { emission } of run) {
    if (made === events) break;
    const text = JSON.stringify(emission.record);
    yield envelope && made > 0 ? `,${text}` : text;
    made++;
  }
  if (envelope) yield ']}';
}
