// SPDX-License-Identifier: Apache-2.0
import { awsInstanceCredentials } from './attacks/aws-instance-credentials.ts';
import { entraDeviceCodePhishing } from './attacks/entra-device-code-phishing.ts';
import { k8sTokenRequestReplay } from './attacks/k8s-tokenrequest-replay.ts';
import { day } from './clock.ts';
import type { Lab } from './context.ts';
import { makeOrganisation } from './organisation.ts';
import { Random } from './random.ts';
import { simulate } from './simulate.ts';
import { cloudtrail } from './sources/cloudtrail.ts';
import { entraSignIn } from './sources/entra-signin.ts';
import { kubernetes } from './sources/kubernetes.ts';

export type BenchSource = 'kubernetes' | 'entra' | 'cloudtrail';

const inputs = {
  kubernetes: { background: kubernetes, attack: k8sTokenRequestReplay, records: 4 },
  entra: { background: entraSignIn, attack: entraDeviceCodePhishing, records: 3 },
  cloudtrail: { background: cloudtrail, attack: awsInstanceCredentials, records: 5 },
} as const;

/** Monday, so that a week has its shape. */
const start = Date.UTC(2026, 2, 2);
const days = 7;
const people = 600;
const attackRate = 0.001;

/**
 * Input for benchmarks: exactly `events` records of one source over a week, one in a thousand an attack's.
 *
 * Gives NDJSON lines without line ends; for `cloudtrail` the pieces of one single-line `{"Records":[...]}` file, to be
 * written one after the other. Mean sizes are about 2.2 KB (kubernetes), 3.6 KB (entra) and 1.6 KB (cloudtrail).
 */
export function* generateBenchInput(source: BenchSource, events: number, seed: number): Generator<string> {
  const { background, attack, records } = inputs[source];
  const random = new Random(seed);
  const lab: Lab = {
    organisation: makeOrganisation(random, start, days, people),
    random,
    verbose: true,
    tokens: new Map(),
    started: new Set(),
    sequence: { next: 93_076_016 },
  };
  const attacks = Math.round((events * attackRate) / records);
  const run = simulate({
    lab,
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
