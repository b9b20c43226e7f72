// SPDX-License-Identifier: Apache-2.0
// Which detections are run on the events of a source, compiled.
import type { Event } from '../model/event.ts';
import type { LifecycleFieldName } from '../model/lifecycle.ts';
import type { Source } from '../model/source.ts';
import { compileExpression, type DetectionRule, logsourceMatches, readField, ruleKey } from '../sigma/sigma.ts';
import type { RuleSet } from './rule-set.ts';

const prefix = 'lifecycle.';

/** How rules read a field of an event: `lifecycle.*` from the life of the token, all else from the record. */
export function eventField(path: string): (event: Event) => unknown {
  if (path.startsWith(prefix)) {
    const name = path.slice(prefix.length) as LifecycleFieldName;
    return (event) => event.lifecycle[name];
  }
  const read = readField(path);
  return (event) => read(event.raw);
}

/** Rules with this logsource are written on the life of the token and run on every source. */
export const lifecycleLogsource = { product: 'tokenward', service: 'lifecycle' } as const;

/** One detection, ready to run. `index` is its place among all detections of the set. */
export interface CompiledRule {
  readonly index: number;
  readonly key: string;
  readonly rule: DetectionRule;
  readonly matches: (event: Event) => boolean;
  /** A correlation waits for it. */
  readonly feeds: boolean;
  /** It makes findings by itself. */
  readonly reported: boolean;
}

export function appliesTo(rule: DetectionRule, source: Source): boolean {
  return (
    source.logsources.some((it) => logsourceMatches(rule.logsource, it)) ||
    (rule.logsource.product !== undefined && logsourceMatches(rule.logsource, lifecycleLogsource))
  );
}

/** The detections of a set for one source, in the order of the set. */
export function compileFor(set: RuleSet, source: Source): readonly CompiledRule[] {
  const fed = new Set(
    set.collection.correlations.flatMap((it) =>
      it.correlation.rules.map((reference) => {
        const rule = set.collection.find(reference);
        return rule === undefined ? reference : ruleKey(rule);
      }),
    ),
  );
  return set.collection.detections.flatMap((rule, index) => {
    if (!appliesTo(rule, source)) return [];
    const key = ruleKey(rule);
    const matches = compileExpression<Event>(rule.condition, eventField);
    return [{ index, key, rule, matches, feeds: fed.has(key), reported: set.collection.reported.has(key) }];
  });
}
