// SPDX-License-Identifier: Apache-2.0
// Works out, once, which fields each rule's elements must carry for the correlations that refer to it.
import { type Correlation, type CorrelationRule, ruleKey } from '../types.ts';
import type { Captured } from './element.ts';

/** How one correlation reads the elements of one rule it refers to. Slots are indexes into {@link RulePlan.fields}. */
export interface Use {
  readonly stage: number;
  /** Where the rule stands in the correlation's `rules`, ascending; more than one if it is named repeatedly. */
  readonly positions: readonly number[];
  readonly position: number;
  readonly group: readonly number[];
  readonly value: readonly number[];
}

export interface RulePlan {
  readonly rule: string;
  readonly fields: readonly string[];
  readonly uses: readonly Use[];
}

export interface StagePlan {
  readonly key: string;
  readonly rule: CorrelationRule;
  /** Referred rule → how to read it. */
  readonly uses: ReadonlyMap<string, Use>;
  /** What a hit carries for the correlations that refer to this one. */
  readonly hitFields: (parts: readonly string[], rule: string, fields: readonly Captured[]) => readonly Captured[];
}

export interface Plan {
  readonly rules: ReadonlyMap<string, RulePlan>;
  readonly stages: readonly StagePlan[];
}

function valueFields(correlation: Correlation): readonly string[] {
  switch (correlation.type) {
    case 'value_count':
    case 'value_sum':
    case 'value_avg':
    case 'value_percentile':
    case 'first_seen':
      return correlation.field;
    case 'travel':
      return [
        correlation.latitude,
        correlation.longitude,
        ...(correlation.radius === undefined ? [] : [correlation.radius]),
      ];
    case 'volume':
      return correlation.field === undefined ? [] : [correlation.field];
    default:
      return [];
  }
}

/**
 * @param rules - topologically ordered: a correlation after those it refers to.
 * @param resolve - brings a reference (id or name) to the rule's key.
 * @throws TypeError if the order is wrong or a key is there twice.
 */
export function makePlan(rules: readonly CorrelationRule[], resolve: (reference: string) => string): Plan {
  const stageOf = new Map<string, number>();
  rules.forEach((rule, index) => {
    const key = ruleKey(rule);
    if (stageOf.has(key)) throw new TypeError(`two correlations have the key ${key}`);
    stageOf.set(key, index);
  });
  const needs = new Map<string, string[]>();
  const slot = (rule: string, field: string): number => {
    const fields = needs.get(rule) ?? [];
    needs.set(rule, fields);
    const known = fields.indexOf(field);
    return known >= 0 ? known : fields.push(field) - 1;
  };
  const usesOfRule = new Map<string, Use[]>();
  const usesOfStage: Map<string, Use>[] = rules.map(() => new Map());

  // Outer correlations first: what they need of a hit, the inner correlation needs of its own elements.
  for (let stage = rules.length - 1; stage >= 0; stage--) {
    const rule = rules[stage];
    if (rule === undefined) continue;
    const { correlation } = rule;
    const key = ruleKey(rule);
    const passedOn = (needs.get(key) ?? []).filter((field) => !correlation.groupBy.includes(field));
    const referred = correlation.rules.map(resolve);
    for (const name of new Set(referred)) {
      const inner = stageOf.get(name);
      if (inner !== undefined && inner >= stage)
        throw new TypeError(`${key} must come after ${name}, to which it refers`);
      const field = (wanted: string): string => {
        const alias = Object.hasOwn(correlation.aliases, wanted) ? correlation.aliases[wanted] : undefined;
        for (const [reference, source] of Object.entries(alias ?? {})) if (resolve(reference) === name) return source;
        return wanted;
      };
      const positions = referred.flatMap((other, index) => (other === name ? [index] : []));
      const use: Use = {
        stage,
        positions,
        position: positions[0] ?? 0,
        group: correlation.groupBy.map((wanted) => slot(name, field(wanted))),
        value: valueFields(correlation).map((wanted) => slot(name, field(wanted))),
      };
      for (const wanted of passedOn) slot(name, wanted);
      usesOfStage[stage]?.set(name, use);
      const uses = usesOfRule.get(name) ?? [];
      usesOfRule.set(name, uses);
      uses.push(use);
    }
  }

  const plans = new Map<string, RulePlan>();
  for (const [rule, uses] of usesOfRule) plans.set(rule, { rule, fields: needs.get(rule) ?? [], uses });
  const stages = rules.map((rule, index): StagePlan => {
    const key = ruleKey(rule);
    const { groupBy } = rule.correlation;
    return {
      key,
      rule,
      uses: usesOfStage[index] ?? new Map(),
      hitFields: (parts, from, fields) =>
        (needs.get(key) ?? []).map((field) => {
          const group = groupBy.indexOf(field);
          if (group >= 0) return parts[group] ?? null;
          return fields[plans.get(from)?.fields.indexOf(field) ?? -1] ?? null;
        }),
    };
  });
  return { rules: plans, stages };
}
