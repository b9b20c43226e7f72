// SPDX-License-Identifier: Apache-2.0
// Which detections are run on the events of a source, compiled.
import type { Event } from '../model/event.ts';
import { enrichedFields, type LifecycleFieldName } from '../model/lifecycle.ts';
import type { Source } from '../model/source.ts';
import {
  type CorrelationRule,
  compileExpression,
  type DetectionRule,
  logsourceMatches,
  ruleKey,
} from '../sigma/sigma.ts';
import { eventField } from './event-field.ts';
import { compileKleene } from './kleene.ts';
import type { RuleSet } from './rule-set.ts';

const prefix = 'lifecycle.';

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

/** Whether events of a source can have the field: raw ones may, lifecycle ones if the source projects them. */
function mayHave(source: Source, field: string): boolean {
  if (!field.startsWith(prefix)) return true;
  const name = field.slice(prefix.length) as LifecycleFieldName;
  const projected = name in enrichedFields ? enrichedFields[name as keyof typeof enrichedFields] : name;
  return source.lifecycle.some((it) => it.field === projected);
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
  const nothing: Event = {
    id: '',
    source: source.id,
    time: 0,
    raw: {},
    lifecycle: {},
    origin: { file: '', line: 1, offset: 0 },
  };
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
      neededBy(user, keys).every((field) => mayHave(source, field)),
    );
    if (!reported && users.length === 0) return [];
    // What a source never has is absent in all its events: some rules are decided by that alone.
    if (compileKleene(rule.condition, (field) => !mayHave(source, field))(nothing) === false) return [];
    const matches = compileExpression<Event>(rule.condition, eventField);
    return [{ index, key, rule, matches, feeds: users.length > 0, reported }];
  });
}
