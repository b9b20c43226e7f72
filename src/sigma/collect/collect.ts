// SPDX-License-Identifier: Apache-2.0
import { problem, shown, toRejected } from '../problem.ts';
import {
  type CorrelationRule,
  type DetectionRule,
  type FilterRule,
  type RejectedRule,
  type Rule,
  type RuleCollection,
  ruleKey,
} from '../types.ts';
import { applyFilters } from './filters.ts';
import { orderCorrelations } from './order.ts';

/**
 * Fits rules together: resolves references by id and by name, orders correlations, applies filters.
 *
 * The first rule with an id, name or key keeps it. The parts of a correlation are not `reported`, unless one that refers
 * to them says `generate`; neither are they if their correlation was rejected, as they were not written to stand alone.
 */
export function collectRules(rules: readonly Rule[]): RuleCollection {
  const byReference = new Map<string, Rule>();
  const detections: DetectionRule[] = [];
  const written: CorrelationRule[] = [];
  const filters: FilterRule[] = [];
  const rejected: RejectedRule[] = [];
  for (const rule of rules) {
    const names = new Set([rule.meta.id, rule.meta.name, ruleKey(rule)].filter((name) => name !== undefined));
    const taken = [...names].find((name) => byReference.has(name));
    if (taken !== undefined) {
      rejected.push(duplicate(rule, taken, byReference.get(taken)));
      continue;
    }
    for (const name of names) byReference.set(name, rule);
    if (rule.kind === 'detection') detections.push(rule);
    else if (rule.kind === 'correlation') written.push(rule);
    else filters.push(rule);
  }
  const findWritten = (reference: string): DetectionRule | CorrelationRule | undefined => {
    const rule = byReference.get(reference);
    return rule?.kind === 'filter' ? undefined : rule;
  };
  const ordered = orderCorrelations(written, findWritten);
  const filtered = applyFilters(detections, filters, findWritten);
  const usable = new Map<string, DetectionRule | CorrelationRule>(
    [...filtered.detections, ...ordered.correlations].map((rule) => [ruleKey(rule), rule]),
  );
  return {
    detections: filtered.detections,
    correlations: ordered.correlations,
    reported: reportedKeys(usable, written, findWritten),
    rejected: [...rejected, ...ordered.rejected, ...filtered.rejected],
    find: (reference) => {
      const rule = findWritten(reference);
      return rule && usable.get(ruleKey(rule));
    },
  };
}

function reportedKeys(
  usable: ReadonlyMap<string, unknown>,
  correlations: readonly CorrelationRule[],
  find: (reference: string) => Rule | undefined,
): ReadonlySet<string> {
  const parts = new Set<string>();
  const generated = new Set<string>();
  for (const { correlation } of correlations) {
    for (const reference of correlation.rules) {
      const part = find(reference);
      if (part !== undefined) (correlation.generate ? generated : parts).add(ruleKey(part));
    }
  }
  return new Set([...usable.keys()].filter((key) => !parts.has(key) || generated.has(key)));
}

function duplicate(rule: Rule, name: string, first: Rule | undefined): RejectedRule {
  const place = first === undefined ? '' : ` (${first.meta.position.file}:${first.meta.position.line ?? 1})`;
  const reason = `the id, name or title ${shown(name)} is used by another rule${place}; give this rule its own`;
  return toRejected(problem('RULE_DUPLICATE', reason, rule.meta.position), rule.meta.title, rule.meta.position);
}
