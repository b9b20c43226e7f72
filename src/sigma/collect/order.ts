// SPDX-License-Identifier: Apache-2.0
import { problem, shown, toRejected } from '../problem.ts';
import { type CorrelationRule, type DetectionRule, type RejectedRule, ruleKey } from '../types.ts';

type Found = DetectionRule | CorrelationRule;

export interface Ordered {
  readonly correlations: readonly CorrelationRule[];
  readonly rejected: readonly RejectedRule[];
}

/**
 * Orders correlations so that each comes after those it refers to. Rejected are those in a circle, those that refer to
 * nothing, and those that rest on a rejected one.
 */
export function orderCorrelations(
  correlations: readonly CorrelationRule[],
  find: (reference: string) => Found | undefined,
): Ordered {
  const rejected = new Map<CorrelationRule, string>();
  const waiting = new Map<CorrelationRule, Set<CorrelationRule>>();
  const dependants = new Map<CorrelationRule, CorrelationRule[]>();
  for (const rule of correlations) {
    const parts = new Set<CorrelationRule>();
    for (const reference of rule.correlation.rules) {
      const part = find(reference);
      if (part === undefined) {
        rejected.set(
          rule,
          `the correlation refers to ${shown(reference)}, and no rule has that id or name; add or correct it`,
        );
      } else if (part.kind === 'correlation') parts.add(part);
    }
    const alias = strangeAlias(rule, find);
    if (alias !== undefined && !rejected.has(rule)) rejected.set(rule, alias);
    waiting.set(rule, parts);
    for (const part of parts) dependants.set(part, [...(dependants.get(part) ?? []), rule]);
  }

  const ordered: CorrelationRule[] = [];
  const ready = correlations.filter((rule) => waiting.get(rule)?.size === 0);
  for (let rule = ready.shift(); rule !== undefined; rule = ready.shift()) {
    if (!rejected.has(rule)) ordered.push(rule);
    for (const dependant of dependants.get(rule) ?? []) {
      if (rejected.has(rule) && !rejected.has(dependant)) {
        rejected.set(
          dependant,
          `the correlation refers to ${shown(ruleKey(rule))}, which was rejected; correct that rule first`,
        );
      }
      const parts = waiting.get(dependant);
      parts?.delete(rule);
      if (parts?.size === 0) ready.push(dependant);
    }
  }
  for (const [rule, parts] of waiting) {
    if (parts.size === 0 || rejected.has(rule)) continue;
    const names = [...parts].map((part) => shown(ruleKey(part))).join(', ');
    rejected.set(rule, `the correlation refers in a circle to itself, by ${names}; remove one of the references`);
  }
  return {
    correlations: ordered,
    rejected: [...rejected].map(([{ meta }, reason]) =>
      toRejected(problem('RULE_REFERENCE', reason, meta.position), meta.title, meta.position),
    ),
  };
}

/** An alias gives fields for rules that the correlation refers to; for another rule it would mean nothing. */
function strangeAlias(rule: CorrelationRule, find: (reference: string) => Found | undefined): string | undefined {
  const parts = new Set(rule.correlation.rules.map(find));
  for (const [alias, fields] of Object.entries(rule.correlation.aliases)) {
    const strange = Object.keys(fields).find((reference) => !parts.has(find(reference)));
    if (strange !== undefined) {
      return `the alias ${shown(alias)} gives a field for ${shown(strange)}, which is not among the correlation's rules; correct the name`;
    }
  }
  return undefined;
}
