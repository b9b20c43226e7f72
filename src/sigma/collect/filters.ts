// SPDX-License-Identifier: Apache-2.0
import { allOf } from '../expression.ts';
import { selectorCovers } from '../log-source.ts';
import { problem, shown, toRejected } from '../problem.ts';
import type { CorrelationRule, DetectionRule, FilterRule, RejectedRule } from '../types.ts';

export interface Filtered {
  readonly detections: readonly DetectionRule[];
  readonly rejected: readonly RejectedRule[];
}

/**
 * Joins the condition of each filter to those of its rules by `and`, where the filter's logsource covers the rule's.
 * A reference that leads nowhere is reported; the filter still works on its other rules.
 */
export function applyFilters(
  detections: readonly DetectionRule[],
  filters: readonly FilterRule[],
  find: (reference: string) => DetectionRule | CorrelationRule | undefined,
): Filtered {
  const narrowed = new Map(detections.map((rule) => [rule, [rule.condition]]));
  const rejected: RejectedRule[] = [];
  for (const filter of filters) {
    if (filter.rules === 'any') {
      for (const [rule, conditions] of narrowed) {
        if (selectorCovers(filter.logsource, rule.logsource)) conditions.push(filter.condition);
      }
      continue;
    }
    const meant = new Set<DetectionRule>();
    for (const reference of filter.rules) {
      const rule = find(reference);
      const reason = unusable(filter, reference, rule);
      if (reason === undefined && rule?.kind === 'detection') meant.add(rule);
      else
        rejected.push(
          toRejected(
            problem('RULE_REFERENCE', reason ?? '', filter.meta.position),
            filter.meta.title,
            filter.meta.position,
          ),
        );
    }
    for (const rule of meant) narrowed.get(rule)?.push(filter.condition);
  }
  return {
    detections: detections.map((rule) => {
      const conditions = narrowed.get(rule) ?? [];
      return conditions.length < 2 ? rule : { ...rule, condition: allOf(conditions) };
    }),
    rejected,
  };
}

function unusable(
  filter: FilterRule,
  reference: string,
  rule: DetectionRule | CorrelationRule | undefined,
): string | undefined {
  if (rule === undefined)
    return `the filter names ${shown(reference)}, and no rule has that id or name; correct or remove it`;
  if (rule.kind === 'correlation') {
    return `the filter names the correlation ${shown(reference)}; name the detection rules that the correlation refers to`;
  }
  if (selectorCovers(filter.logsource, rule.logsource)) return undefined;
  return `the filter's logsource does not cover that of ${shown(reference)}; leave out the parts that differ`;
}
