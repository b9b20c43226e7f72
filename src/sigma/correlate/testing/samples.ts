// SPDX-License-Identifier: Apache-2.0
// What the tests of the correlation types share: rules and events in few words.
import type { Correlation, CorrelationRule } from '../../types.ts';
import type { CorrelatorOptions, Hit, Item } from '../correlator.ts';
import { createCorrelator } from '../engine.ts';

type Given<C> = C extends Correlation
  ? Omit<C, 'aliases' | 'generate' | 'rules' | 'groupBy' | 'timespan'> & Partial<C>
  : never;

/** A correlation over rule `a`, by `user`, within 1,000 ms unless said otherwise. */
export function rule(name: string, correlation: Given<Correlation>): CorrelationRule {
  return {
    kind: 'correlation',
    meta: {
      title: name,
      name,
      references: [],
      tags: [],
      falsepositives: [],
      fields: [],
      scope: [],
      related: [],
      custom: {},
      position: { file: 'test.yml' },
    },
    correlation: { rules: ['a'], groupBy: ['user'], timespan: 1000, aliases: {}, generate: false, ...correlation },
  };
}

export interface Sample {
  readonly rule: string;
  readonly time: number;
  readonly id?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An event of `rule` by alice, named after its rule and time. */
export function event(of: string, time: number, fields: Readonly<Record<string, unknown>> = {}, id?: string): Sample {
  return { rule: of, time, fields: { user: 'alice', ...fields }, ...(id === undefined ? {} : { id }) };
}

export function nameOf(sample: Sample): string {
  return sample.id ?? `${sample.rule}${sample.time}`;
}

export function item(sample: Sample): Item<string> {
  return {
    id: nameOf(sample),
    time: sample.time,
    get: (field) => sample.fields?.[field],
    payload: `line of ${nameOf(sample)}`,
  };
}

/** All hits of finite input. */
export function run(
  rules: readonly CorrelationRule[],
  samples: readonly Sample[],
  options: Partial<CorrelatorOptions<string>> = {},
): readonly Hit<string>[] {
  const correlator = createCorrelator<string>(rules, {
    lateness: Number.POSITIVE_INFINITY,
    capacity: 1_000_000,
    ...options,
  });
  for (const sample of samples) correlator.offer(sample.rule, item(sample));
  return correlator.finish();
}

/** A hit in one line: rule, first and last time, count, ids of the steps. */
export function brief(hit: Hit<string>): string {
  return `${hit.rule.meta.name} ${Object.values(hit.key).join(',')} ${hit.time} ${hit.firstTime}-${hit.lastTime} x${hit.count} ${hit.steps.map(({ id }) => id).join(' ')}`;
}
