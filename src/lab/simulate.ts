// SPDX-License-Identifier: Apache-2.0
import { day, humanIntensity, minute } from './clock.ts';
import type { Attack, Background, Lab } from './context.ts';
import { TimeQueue } from './queue.ts';
import type { Random } from './random.ts';
import type { Emission } from './record.ts';

/** Emissions may lie this much before the moment that made them (a sign-in before its use). */
const slack = 10_000;

export interface Plan {
  readonly lab: Lab;
  readonly random: Random;
  readonly days: number;
  readonly backgrounds: readonly { readonly background: Background; readonly events: number }[];
  /** Attacks with their start, milliseconds since the epoch. */
  readonly attacks: readonly { readonly attack: Attack; readonly start: number }[];
  readonly sources: ReadonlySet<string>;
}

interface Stream {
  readonly background: Background;
  readonly random: Random;
  readonly events: number;
  made: number;
}

/** Three of four people work in central Europe, one in London. */
function intensity(time: number): number {
  return 0.75 * humanIntensity(time, 1) + 0.25 * humanIntensity(time, 0);
}

/** Runs the organisation minute by minute; gives what reaches the logs, in the order in which it does. */
export function* simulate(plan: Plan): Generator<{ readonly arrived: number; readonly emission: Emission }> {
  const { start } = plan.lab.organisation;
  const slots = Math.max(1, Math.round((plan.days * day) / minute));
  let total = 0;
  for (let slot = 0; slot < slots; slot++) total += intensity(start + slot * minute);
  const queue = new TimeQueue<Emission>();
  const add = (emission: Emission): void => {
    if (plan.sources.has(emission.source)) queue.push(emission.time + (emission.delay ?? 0), emission);
  };
  const streams: readonly Stream[] = plan.backgrounds.map(({ background, events }) => ({
    background,
    events,
    random: plan.random.fork(`background ${background.source}`),
    made: 0,
  }));
  // A use may bring its sign-in along: that counts as one of the sign-in log's own.
  const bySource = new Map(streams.map((stream) => [stream.background.source, stream]));
  const attacks = [...plan.attacks].sort((a, b) => a.start - b.start);
  let attackIndex = 0;
  let humanSoFar = 0;
  for (let slot = 0; slot < slots; slot++) {
    const from = start + slot * minute;
    humanSoFar += intensity(from);
    for (
      let next = attacks[attackIndex];
      next !== undefined && next.start < from + minute;
      next = attacks[++attackIndex]
    ) {
      const random = plan.random.fork(`attack ${next.attack.name} ${attackIndex}`);
      for (const emission of next.attack.steps({ ...plan.lab, random }, next.start)) add(emission);
    }
    const moments: { readonly at: number; readonly stream: Stream; readonly byHuman: boolean }[] = [];
    for (const stream of streams) {
      const { human } = stream.background;
      const share = human * (humanSoFar / total) + (1 - human) * ((slot + 1) / slots);
      const humanNow = human * (intensity(from) / total);
      const machineNow = (1 - human) / slots;
      const wanted = Math.floor(stream.events * share + 1e-9) - stream.made;
      for (let index = 0; index < wanted; index++) {
        moments.push({
          at: from + Math.floor(stream.random.unit() * minute),
          stream,
          byHuman: stream.random.chance(humanNow / (humanNow + machineNow || 1)),
        });
      }
    }
    moments.sort((a, b) => a.at - b.at);
    for (const { at, stream, byHuman } of moments) {
      const emissions = stream.background.emit({ ...plan.lab, random: stream.random }, at, byHuman);
      for (const emission of emissions) {
        const counted = bySource.get(emission.source);
        if (counted !== undefined) counted.made++;
        add(emission);
      }
    }
    const limit = from + minute - slack;
    for (let next = queue.popBefore(limit); next !== undefined; next = queue.popBefore(limit)) {
      yield { arrived: next.at, emission: next.item };
    }
  }
  for (let next = queue.popBefore(Infinity); next !== undefined; next = queue.popBefore(Infinity)) {
    yield { arrived: next.at, emission: next.item };
  }
}
