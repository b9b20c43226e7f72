// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';
import type { Expression, Rule, RuleMeta } from '../types.ts';
import { printCorrelation } from './correlation.ts';
import { printDetection } from './detection.ts';

/** A rule as one YAML document, without `---`. Parsing it gives the same rule, its positions aside. */
export function printRule(rule: Rule): string {
  const { head, tail } = printMeta(rule.meta);
  return yaml({ ...head, ...body(rule), ...tail });
}

/** An expression as the YAML of a `detection`: search identifiers and condition. */
export function printExpression(expression: Expression): string {
  return yaml(printDetection(expression));
}

function body(rule: Rule): Readonly<Record<string, unknown>> {
  switch (rule.kind) {
    case 'detection':
      return { logsource: rule.logsource, detection: printDetection(rule.condition) };
    case 'filter':
      return { logsource: rule.logsource, filter: { rules: rule.rules, ...printDetection(rule.condition) } };
    case 'correlation':
      return { correlation: printCorrelation(rule.correlation) };
  }
}

const before = ['title', 'id', 'name', 'related', 'status', 'description', 'license'] as const;
const between = ['references', 'author', 'date', 'modified', 'taxonomy'] as const;
const after = ['fields', 'falsepositives', 'level', 'tags', 'scope'] as const;

/** The keys of a rule in the order of the specification, empty lists left out. */
function printMeta(meta: RuleMeta): Readonly<Record<'head' | 'tail', Readonly<Record<string, unknown>>>> {
  const pick = (keys: readonly (keyof RuleMeta)[]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      keys
        .map((key) => [key, meta[key]])
        .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
    );
  return { head: pick([...before, ...between]), tail: { ...pick(after), ...meta.custom } };
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
}
