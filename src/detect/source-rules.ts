// SPDX-License-Identifier: Apache-2.0
// Which detections are run on the events of a source, compiled.
import type { Event } from '../model/event.ts';
import type { Source } from '../model/source.ts';
import {
  type CorrelationRule,
  compileExpression,
  type DetectionRule,
  type Expression,
  logsourceMatches,
  ruleKey,
} from '../sigma/sigma.ts';
import { eventField } from './event-field.ts';
import { narrow, projectionsOf } from './narrow.ts';
import type { RuleSet } from './rule-set.ts';

/** Rules with this logsource are written on the life of the token and run on every source. */
export const lifecycleLogsource = { product: 'tokenward', service: 'lifecycle' } as const;

/** One detection, ready to run. `index` is its place among all detections of the set. */
export interface CompiledRule {
  readonly index: number;
  readonly key: string;
  readonly rule: DetectionRule;
  /** The rule's condition as it reads on this source. */
  readonly condition: Expression;
  readonly matches: (event: Event) => boolean;
  /** A correlation waits for it. */
  readonly feeds: boolean;
  /** It makes findings by itself. */
  readonly reported: boolean;
  /**
   * Set where only rules that judge first times (first_seen, absence) wait for it: the fields they keep. An event with
   * the same values as one before it changes nothing.
   */
  readonly settledBy: readonly string[] | undefined;
}

export function appliesTo(rule: DetectionRule, source: Source): boolean {
  return (
    source.logsources.some((it) => logsourceMatches(rule.logsource, it)) ||
    (rule.logsource.product !== undefined && logsourceMatches(rule.logsource, lifecycleLogsource))
  );
}

/** Fields a correlation must find in an event of this rule: without one of them it passes the event over. */
function neededBy({ correlation: it }: CorrelationRule, keys: readonly string[]): readonly string[] {
  const fields = [...it.groupBy, ...(it.type === 'first_seen' ? it.field : [])];
  return fields.map(
    (field) => keys.map((key) => it.aliases[field]?.[key]).find((alias) => alias !== undefined) ?? field,
  );
}

/** The detections of a set that can have an effect on events of one source, in the order of the set. */
export function compileFor(set: RuleSet, source: Source): readonly CompiledRule[] {
  const consumers = new Map<string, CorrelationRule[]>();
  for (const correlation of set.collection.correlations) {
    for (const reference of correlation.correlation.rules) {
      const rule = set.collection.find(reference);
      const key = rule === undefined ? reference : ruleKey(rule);
      consumers.set(key, [...(consumers.get(key) ?? []), correlation]);
    }
  }
  return set.collection.detections.flatMap((rule, index) => {
    if (!appliesTo(rule, source)) return [];
    const key = ruleKey(rule);
    const reported = set.collection.reported.has(key);
    const keys = [key, ...(rule.meta.id === undefined ? [] : [rule.meta.id])];
    const users = (consumers.get(key) ?? []).filter((user) =>
      neededBy(user, keys).every((field) => projectionsOf(source, field)?.length !== 0),
    );
    if (!reported && users.length === 0) return [];
    const condition = narrow(rule.condition, source);
    if (condition.kind === 'constant' && !condition.value) return [];
    const settled =
      !reported && users.every(({ correlation: { type } }) => type === 'first_seen' || type === 'absence');
    const matches = compileExpression<Event>(condition, eventField);
    return [
      {
        index,
        key,
        rule,
        condition,
        matches,
        feeds: users.length > 0,
        reported,
        settledBy: settled ? [...new Set(users.flatMap((user) => neededBy(user, keys)))] : undefined,
      },
    ];
  });
}
